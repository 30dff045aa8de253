"""How sure a reading must be: when it is believed, when it is asked back, between which two.

Every limit on confidence stands here. Rasa tells each intent with a confidence; all of a message's
add up to about 1. The figures are of the development and the held-out messages together (1,379, of
which 97 % are read rightly) and the model of 22 November 2026; a model with another calibration
asks for new ones.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from bot.domain.conversations import PendingQuestion
from bot.domain.cues import find_ordinal, is_short

# The best intent below this is a guess: the assistant says that it did not understand. Of the 32
# messages below it 10 were read wrongly; from here to 0.35 it is 5 of 22.
UNDERSTOOD_FROM = 0.25
# "The shop has no business with this" is a refusal only from here; below it is asked back, since
# gibberish resembles nothing, and so out_of_scope more than anything. One of 34 refusals was wrong.
REFUSED_FROM = 0.5
# Two intents are close when the best is far from certain and the second nearly as likely: below
# one, from this share of the best on. 24 messages were asked about: the best was right for 16, the
# second for 8. With a share of 0.5 it was 38 messages for 10 of the second.
CHOICE_BELOW = 0.6
CHOICE_SHARE = 0.6
# Harm needs less, as a needless warning costs less than a missed one: 2 messages were such, none
# rightly; with a share of 0.3 it was 10, none rightly.
SAFETY_SHARE = 0.5
# What was answered with less than this is worth a person's look (`dropwise review`): 91 messages,
# 21 of them wrong.
REVIEWED_BELOW = 0.5

# In a row: the first failure is asked back, this one offers a person, and this one calls them.
FAILURES_BEFORE_OFFER = 2
FAILURES_BEFORE_HANDOFF = 3

# Rasa's intents that are none of the taxonomy.
NOT_UNDERSTOOD = "nlu_fallback"
BETWEEN_TWO = "nlu_between_two"
SAFETY = "adverse_reaction"
# The question's name while it waits for its answer.
CHOICE = "choice"
# What the shopper may choose from; greetings, a yes and what is none of our business are not asked
# for. Intents with the same value lead to the same answer.
_LEADS_TO: dict[str, str] = {
    "inform": "recommendation",
    "recommend_product": "recommendation",
    "complaint": "person",
    "talk_to_human": "person",
    **{
        intent: intent
        for intent in (
            "ask_product", "compare_products", "ask_ingredient", "ask_compatibility",
            "ask_routine", "order_status", "order_history", "change_order", "return_refund",
            "shipping_info", "payment_info", "promotions", "reorder", "refill_on",
            "refill_snooze", "refill_off", "usage_feedback", "privacy_request",
        )
    },
}  # fmt: skip

Ranking = Sequence[tuple[str, float]]


def are_close(ranking: Ranking, share: float = CHOICE_SHARE) -> bool:
    """Whether the second intent is nearly as likely as a best that is far from certain."""
    if len(ranking) < 2:
        return False
    (_, best), (_, second) = ranking[:2]
    return best < CHOICE_BELOW and second >= share * best


def find_choice(ranking: Ranking) -> tuple[str, str] | None:
    """The two intents to choose from; None where one is clear or both lead to the same answer."""
    if not are_close(ranking):
        return None
    first, second = ranking[0][0], ranking[1][0]
    ways = {_LEADS_TO.get(first), _LEADS_TO.get(second)}
    return None if None in ways or len(ways) == 1 else (first, second)


def is_near_safety(ranking: Ranking) -> bool:
    """Whether harm to the body is one of two close intents: never asked, taken as harm."""
    return are_close(ranking, SAFETY_SHARE) and any(intent == SAFETY for intent, _ in ranking[:2])


def choice_details(intents: Sequence[str], labels: Sequence[str], event_id: str) -> dict[str, Any]:
    """What the answer will need: the intents as their buttons say them, and which message it is."""
    return {"intents": list(intents), "labels": list(labels), "event_id": event_id}


def find_chosen(pending: PendingQuestion | None, text: str) -> str | None:
    """The intent a shopper chose by its button, its words or its place; None for anything else."""
    if pending is None or pending.topic != CHOICE:
        return None
    intents, labels = pending.details["intents"], pending.details["labels"]
    said = _to_comparable(text)
    named = [
        intent
        for intent, label in zip(intents, labels, strict=True)
        if said == _to_comparable(label) or (is_short(text) and _to_comparable(label) in said)
    ]
    if len(named) == 1:
        return str(named[0])
    place = find_ordinal(text) if is_short(text) else None
    return str(intents[place]) if place in (0, 1, -1) else None


def _to_comparable(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in folded).split())


def _is_mark(character: str) -> bool:
    """Thai vowels and tones are marks, not letters."""
    return unicodedata.category(character).startswith("M")
