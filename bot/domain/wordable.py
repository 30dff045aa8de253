"""What may be handed to a language model to be worded: never what a body or a law hangs on."""

from collections.abc import Iterable

from bot.domain.education import Aspect, FoundPassage
from bot.domain.grounding import ideas_in
from bot.domain.grounding_words import MEDICAL, STEERS
from bot.domain.languages import Language
from bot.domain.redaction import MAX_QUESTION_CHARACTERS
from bot.domain.safety import find_red_flags

# Questions (None) and these aspects; clashes, cautions, sun and pregnancy stay as written.
_ASPECTS = frozenset(
    {None, Aspect.WHAT, Aspect.FOR_WHOM, Aspect.ONSET, Aspect.HOW_TO_USE, Aspect.PAIRS}
)
# A passage that speaks of these is told as it was written.
_KEPT = frozenset(
    {
        "pregnancy", "breastfeeding", "children", "doctor", "medicine", "illness", "inflammation",
        "wound", "swallow", "allergy", "we",
    }
)  # fmt: skip


def is_wordable_question(text: str) -> bool:
    """Whether a question may be put to a model: short, not medical, no attempt to steer it."""
    return (
        0 < len(text.strip()) <= MAX_QUESTION_CHARACTERS
        and not find_red_flags(text)
        and not MEDICAL.search(text)
        and not STEERS.search(text)
    )


def is_wordable(passage: FoundPassage, language: Language) -> bool:
    """Whether a passage may be worded anew; it must be written in the shopper's own language.

    Drafts are compared with it word by word, which no translation could be.
    """
    return (
        passage.language is language
        and passage.id.aspect in _ASPECTS
        and not ideas_in(passage.text) & _KEPT
    )


def all_wordable(passages: Iterable[FoundPassage], language: Language) -> bool:
    """Whether every one of them may be."""
    return all(is_wordable(passage, language) for passage in passages)
