"""Health facts that ask for a doctor's word."""

# With these a doctor is asked first, and a person offered.
MEDICAL_CONDITIONS = frozenset(
    {"pregnancy", "breastfeeding", "prescription_acne", "eczema", "rosacea", "post_procedure"}
)
