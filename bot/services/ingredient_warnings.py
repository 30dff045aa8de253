"""What comes before any fact on an ingredient: the shopper's condition, retinoids, medicines."""

from collections.abc import Iterable, Sequence

from bot.domain.compatibility import MEDICINES, group_of
from bot.domain.education import Aspect, FoundPassage
from bot.domain.messages import Reply
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.fact_answers import told
from bot.services.speech import Speech, in_paragraphs

# With these a doctor is asked first and nothing is sold.
CAREFUL = frozenset(
    {"pregnancy", "breastfeeding", "eczema", "rosacea", "prescription_acne", "post_procedure"}
)
_NO_RETINOID = frozenset({"pregnancy", "breastfeeding"})


def warnings_for(
    names: Iterable[str], facts: Iterable[FoundPassage], context: TurnContext, speech: Speech
) -> list[str]:
    """What comes before any fact: the shopper's own condition, retinoids, medicines."""
    listed = list(names)
    asked = context.understanding.tags.condition
    lines = [speech.text(f"condition_{item}") for item in asked if item in CAREFUL]
    is_on_pregnancy = any(fact.id.aspect is Aspect.PREGNANCY for fact in facts)
    with_retinoid = any(group_of(name) == "retinoid" for name in listed)
    if with_retinoid and (is_on_pregnancy or _NO_RETINOID.intersection(context.profile.condition)):
        lines.insert(0, speech.text("condition_no_retinoid"))
    if lines or MEDICINES.intersection(listed):
        lines.append(speech.text("utter_ask_your_doctor"))
    return lines


def answer_in_condition(
    conditions: Sequence[str],
    names: Sequence[str],
    facts: Sequence[FoundPassage],
    speech: Speech,
) -> Answer:
    """Whether something is fine in a condition: the rules, a doctor, then what the base tells."""
    lines = [speech.text(f"condition_{condition}") for condition in conditions]
    with_retinoid = any(group_of(name) == "retinoid" for name in names)
    if with_retinoid and _NO_RETINOID.intersection(conditions):
        lines.insert(0, speech.text("condition_no_retinoid"))
    lines = lines or [speech.text("condition_allergy")]
    reply = Reply(
        in_paragraphs([*lines, speech.text("utter_ask_your_doctor"), *told(facts, speech)]),
        quick_replies=speech.buttons("utter_ask_your_doctor"),
    )
    return Answer(TurnKind.ANSWER, (reply,))
