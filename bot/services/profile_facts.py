"""What a message adds to what is known of the shopper, as the slots of Rasa's dialogue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.advice_cues import Request, asks_again, asks_for_routine, find_request
from bot.domain.budget_cues import is_without_budget, lifts_budget
from bot.domain.choices import NOT_UNDERSTOOD, SAFETY
from bot.domain.conversations import PendingQuestion
from bot.domain.languages import Language
from bot.domain.own_steps import steps_at_home
from bot.domain.profiles import Profile
from bot.domain.tags import Tags, Understanding
from bot.services.advice_requests import find_open_request, starts_routine
from bot.services.follow_ups import is_follow_up
from bot.services.form_questions import ASKED, NO_LIMIT, UNKNOWN, Heard, open_slots
from bot.services.readings import Reading, to_reading
from bot.services.wishes import Wanted, refinement_in, steps_in

_STARTS_FORM = frozenset({"inform", "recommend_product"})
# What "no limit" may be taken for where a budget was told before.
_MISREAD = frozenset({NOT_UNDERSTOOD, "out_of_scope", "deny", "affirm"})
_WISH_CHARACTERS = 500
# What these mention need not be the shopper's own skin.
_QUESTIONS = frozenset(
    {"ask_product", "compare_products", "ask_ingredient", "ask_compatibility", "ask_routine"}
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message before anything is decided.

    Attributes:
        profile: what was known before it.
        number: a bare number that the tagger found, else None.
        asked: the slot the form waits for, None outside the form or before its first question.
        is_form_active: whether the recommendation form runs.
        is_settled: whether a button or a choice of the shopper's names the intent.
        has_shown: whether products were shown last.
        slots: the dialogue's slots before it.
    """

    text: str
    language: Language
    understanding: Understanding
    profile: Profile
    pending: PendingQuestion | None = None
    number: float | None = None
    asked: str | None = None
    is_form_active: bool = False
    is_settled: bool = False
    has_shown: bool = False
    slots: Mapping[str, Any] | None = None

    def heard(self) -> Heard:
        """The message as the form sees it."""
        return Heard(
            self.words(),
            self.understanding.intent,
            self.understanding.tags,
            self.number,
            self.asked,
        )

    def wanted(self) -> Wanted:
        """What was wished for before it."""
        return Wanted.from_json((self.slots or {}).get("wish"))

    def words(self) -> str:
        """What the shopper wrote; a button's payload holds no words."""
        return "" if self.text.startswith("/") else self.text


def to_slots(message: Message) -> dict[str, Any]:
    """The slots after the message; the form's own only where the message is for the form."""
    follows_up = _follows_up(message)
    heard = message.heard()
    reading = to_reading(
        heard, message.understanding, is_settled=message.is_settled, follows_up=follows_up
    )
    if not follows_up and not message.is_settled and reading.intent != SAFETY:
        follows_up = _asks_about_advice(message)
        if follows_up or starts_routine(message.words(), message.understanding):
            reading = Reading("recommend_product")
    is_lifted = not follows_up and _lifts_budget(message, reading)
    if is_lifted and reading.intent in _MISREAD:
        reading = Reading("inform")
    heard = replace(heard, intent=reading.intent)
    # A number that answers another question (an order's, a place in a list) is no budget.
    budget = None if follows_up else heard.budget()
    tags = replace(_without_steps(message, follows_up=follows_up), budget=budget)
    tells = heard.intent not in _QUESTIONS
    before = message.profile
    profile = before.with_tags(tags) if tells else before.with_mentioned(tags)
    if is_lifted:
        profile = replace(profile, budget=None)
    slots: dict[str, Any] = {
        "language": message.language.value,
        "profile": profile.to_json(),
        "follows_up": follows_up,
        "reading": reading.to_json(),
    }
    if _is_for_form(message, heard) and not slots["follows_up"]:
        slots |= _form_slots(message, heard, profile)
    if is_lifted:
        slots["budget"] = NO_LIMIT
    return slots


def _follows_up(message: Message) -> bool:
    if message.is_form_active and message.asked:
        return False
    return is_follow_up(message.pending, message.words(), message.understanding)


def _without_steps(message: Message, *, follows_up: bool) -> Tags:
    """The tags without the kinds of product that name a step of a routine, wanted or at home."""
    tags = _of_why_not(message)
    steps = message.wanted().steps
    asks = message.understanding.intent in _QUESTIONS
    is_step = (follows_up or asks) and set(tags.product_type) <= set(steps)
    if message.understanding.intent == "compare_products":
        is_step = True  # the kinds are what is compared, not what is wished for
    own = steps_at_home(message.words(), tags.product_type) if _is_on_routine(message) else ()
    kept = () if is_step else tuple(kind for kind in tags.product_type if kind not in own)
    return replace(tags, product_type=kept)


def _of_why_not(message: Message) -> Tags:
    """The tags without what "why do you not recommend X?" seems to avoid; an allergy stays."""
    tags = message.understanding.tags
    asks_why_not = find_request(message.words()) is Request.WHY_NOT
    return replace(tags, avoid=()) if asks_why_not and not tags.condition else tags


def _is_on_routine(message: Message) -> bool:
    return bool(message.wanted().steps) or asks_for_routine(message.words())


def _lifts_budget(message: Message, reading: Reading) -> bool:
    """Whether the budget told before holds no longer, and no other one takes its place."""
    if message.profile.budget is None or message.understanding.tags.budget is not None:
        return False
    if message.is_settled or reading.intent not in _STARTS_FORM | _MISREAD:
        return False
    return lifts_budget(message.words())


def _asks_about_advice(message: Message) -> bool:
    if message.is_form_active and message.asked:
        return False
    understanding = message.understanding
    request = find_open_request(
        message.words(),
        understanding,
        has_shown=message.has_shown,
        steps=message.wanted().steps,
    )
    return request is not None


def _is_for_form(message: Message, heard: Heard) -> bool:
    if message.is_form_active:
        return heard.carries_form_on()
    return heard.intent in _STARTS_FORM


def _form_slots(message: Message, heard: Heard, profile: Profile) -> dict[str, Any]:
    before = message.slots or {}
    misses = int(before.get("misses") or 0) if message.is_form_active else 0
    opened, misses = open_slots(heard, misses)
    if is_without_budget(message.words()):
        opened["budget"] = NO_LIMIT
    known = profile.to_json()
    slots = {
        slot: known[slot] or opened.get(slot) or _left_open(before.get(slot)) for slot in ASKED
    }
    return {**slots, "wish": _wish(message).to_json(), "misses": misses}


def _left_open(value: Any) -> Any:
    """What the shopper would not say earlier stays open; any other old value is not kept."""
    return value if value in (UNKNOWN, NO_LIMIT) else None


def _wish(message: Message) -> Wanted:
    tags = message.understanding.tags
    words = message.words()
    new = Wanted(
        words, tags.ingredient, tags.age_group, refinement_in(words), steps_in(words, tags)
    )
    if _is_on_routine(message):
        new = replace(new, own=steps_at_home(words, tags.product_type))
    intent = message.understanding.intent
    old = message.wanted()
    starts_anew = (intent == "recommend_product" or new.steps) and not message.is_form_active
    if starts_anew and new.steps:
        return replace(new, own=_joined(old.own, new.own))
    goes_on = new.own or (old.steps and asks_again(words))
    if starts_anew and new.refine is None and not goes_on:
        return new
    text = old.text if old.text.endswith(new.text) else f"{old.text} {new.text}".strip()
    return Wanted(
        text=text[-_WISH_CHARACTERS:],
        ingredients=new.ingredients or old.ingredients,
        age_group=new.age_group or old.age_group,
        refine=new.refine or (old.refine if message.is_form_active else None),
        steps=new.steps or old.steps,
        own=_joined(old.own, new.own),
    )


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
