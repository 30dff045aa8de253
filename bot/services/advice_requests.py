"""When a message asks about advice given, whatever intent it was taken for."""

from dataclasses import replace

from bot.domain.advice_cues import (
    ALTERNATIVES,
    Request,
    asks_for_routine,
    compares_with_one,
    find_request,
)
from bot.domain.choices import CHOICE_BELOW, SAFETY
from bot.domain.tags import Tags, Understanding

# Only these are taken for a request: harm, people, orders and money come before advice.
_MAY_ASK = frozenset(
    {
        "inform", "recommend_product", "ask_product", "compare_products", "ask_ingredient",
        "ask_compatibility", "ask_routine", "out_of_scope", "nlu_fallback", "promotions", "deny",
        "complaint",
    }
)  # fmt: skip
# "All of them" is no plain yes, and the one on the table goes before the one bought last.
_MAY_TAKE = frozenset({"affirm", "reorder"})
# Read as one of these, "is it safe?" is answered as it was read.
_QUESTIONS = frozenset(
    {"ask_product", "compare_products", "ask_ingredient", "ask_compatibility", "ask_routine"}
)
# With these a wish is told anew: the form takes it up, and the wish for a cheaper one with it.
_FACTS = ("skin_type", "concern", "budget", "product_type", "avoid", "condition")


def starts_routine(text: str, understanding: Understanding) -> bool:
    """Whether a message asks to put a routine together."""
    return _may_ask(understanding) and asks_for_routine(text)


def find_open_request(
    text: str, understanding: Understanding, *, has_shown: bool, steps: tuple[str, ...] = ()
) -> Request | None:
    """What is asked of products on the table or of one that is named; None where nothing is.

    `has_shown`: whether any product was shown last. `steps`: those of the routine that was wished
    for; "a stronger serum" then means its serum.
    """
    request = find_request(text)
    may_take = request is Request.TAKE and understanding.intent in _MAY_TAKE
    if not (may_take or _may_ask(understanding)):
        return None
    if request is None or request is Request.ROUTINE:
        return None
    if request is Request.TAKE:
        return request if has_shown else None
    if request is Request.REORDER:
        is_unsure = understanding.confidence < CHOICE_BELOW
        return request if is_unsure and understanding.intent not in _QUESTIONS else None
    if request is Request.STILL_FINE:
        is_sure = understanding.confidence >= CHOICE_BELOW
        is_read = understanding.intent in _QUESTIONS and is_sure
        return request if has_shown and not (is_read or understanding.tags.ingredient) else None
    is_about_one = bool(understanding.tags.product) or compares_with_one(text)
    if not has_shown and not is_about_one:
        return request if request is Request.WHY_NOT else None
    if request in ALTERNATIVES and not is_about_one and _has_facts(understanding.tags, steps):
        return None
    return request


def _may_ask(understanding: Understanding) -> bool:
    """Whether plain words may say what a message asks: harm aside, any intent that is unsure."""
    if understanding.intent == SAFETY:
        return False
    return understanding.intent in _MAY_ASK or understanding.confidence < CHOICE_BELOW


def _has_facts(tags: Tags, steps: tuple[str, ...]) -> bool:
    if steps and set(tags.product_type) <= set(steps):
        tags = replace(tags, product_type=())
    return any(getattr(tags, name) for name in _FACTS)
