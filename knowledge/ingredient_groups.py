"""Groups an ingredient belongs to by the wording of its name alone.

A label of tomorrow has names that no table lists. Where leaving one out would matter (retinoids,
fragrance, alcohol, acids), the name's own wording decides, on the side of caution.
"""

import re
from functools import lru_cache

_PATTERNS = {
    "retinoid": r"retin(?:ol|al|yl|o)|adapalene|tazarotene|trifarotene|\bvitamin a\b",
    "retinol": r"retin(?:ol|al|yl|o)|\bvitamin a\b",
    "fragrance": r"\b(?:parfum|perfume|fragrance|aroma)\b",
    "essential_oil": (
        r"essential oil|\b(?:peel|rind|flower|flowers|leaf|leaves|needle|twig|bark|wood|root|herb|"
        r"rhizome|resin|stem|bud|grass|zest)(?:/\w+)* oil\b|"
        r"\b(?:citrus|lavandula|mentha|eucalyptus|pelargonium|cymbopogon|cinnamomum|pogostemon|"
        r"cananga|cedrus|juniperus|melaleuca|thymus|ocimum|salvia sclarea|santalum)\b.* oil\b"
    ),
    "drying_alcohol": (
        r"^(?:(?:ethyl|grain|organic|denatured|isopropyl) )?alcohol(?: denat\b.*)?$|"
        r"\bsd[ -]alcohol\b|\balcohol denat\b|^(?:denatured )?ethanol\b|^isopropanol$"
    ),
    "aha": (
        r"\b(?:glycolic|lactic|mandelic|malic|tartaric) acid\b|"
        r"\bammonium (?:glycolate|lactate)\b"
    ),
    "bha": r"\bsalicylic acid\b|\bbetaine salicylate\b",
    "pha": r"\bgluconolactone\b|\b(?:lacto|malto)bionic acid\b",
    "azelaic": r"\bazel(?:aic|oyl)\b",
    "hyaluronate": r"hyaluron",
    "hyaluronic acid": r"hyaluron",
    "ceramide": r"\bceramide",
    "peptide": r"peptide\b|peptide-\d",
    "ascorbic acid": r"\bascorb(?:ic|yl|ate)\b",
    "centella asiatica": r"\bcentella asiatica\b|madecass|asiaticoside|\basiatic acid\b",
    "paraben": r"paraben\b",
    "silicone": r"methicone|siloxane|silsesquioxane|dimethiconol|silicone",
    "sulfate": r"\b(?:lauryl|laureth|coco|myreth)[ -]sul(?:f|ph)ate\b",
    "mineral_oil": r"\bmineral oil\b|\bpetrolatum\b|\bparaffin",
    "abrasive": r"\b(?:shell|pit|seed|kernel|stone) powder\b|\bpumice\b",
    "plant_oil": r"\b(?:seed|kernel|germ|nut|fruit) oil\b",
}
_COMPILED = {group: re.compile(pattern) for group, pattern in _PATTERNS.items()}


@lru_cache(maxsize=50_000)
def groups_by_name(name: str) -> frozenset[str]:
    """The groups (and families) that the wording of a lower-case name puts it in."""
    return frozenset(group for group, pattern in _COMPILED.items() if pattern.search(name))
