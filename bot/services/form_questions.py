"""The recommendation form: which facts it still needs, how it asks, how an answer is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.budget_cues import is_no_limit
from bot.domain.cues import is_anything_goes, is_short
from bot.domain.messages import Reply
from bot.domain.money import Budget
from bot.domain.ports import Wording
from bot.domain.profiles import Profile
from bot.domain.shop import ShopFacts
from bot.domain.tags import Tags
from bot.domain.turns import Answer, TurnContext, TurnKind
from bot.services.speech import Speech
from bot.services.wishes import Wanted

ASKED = ("concern", "skin_type", "budget")
UNKNOWN = ["unknown"]
NO_LIMIT: dict[str, Any] = {"min": None, "max": None, "currency": None}
# A question not answered this often is left open, and so are the others.
MISSES_ALLOWED = 2

# With these the kind of product says enough: no concern needs to be asked.
_CLEAR_WITHOUT_CONCERN = frozenset(
    {"sunscreen", "cleanser", "moisturizer", "toner", "oil", "eye_cream", "exfoliant"}
)
# Intents whose message carries the form on; every other one is a question in the middle.
CARRIES_ON = frozenset({"inform", "recommend_product", "affirm"})
# What may be a misread answer to the question asked, where plain words or tags say so.
_MAYBE_ANSWER = frozenset({"nlu_fallback", "out_of_scope", "deny", "greet", "thank", "ask_product"})


def is_needed(slot: str, profile: Profile, wanted: Wanted) -> bool:
    """Whether the form cannot recommend without asking for it."""
    if slot == "concern":
        return not (
            profile.concern
            or wanted.steps
            or wanted.ingredients
            or _CLEAR_WITHOUT_CONCERN.intersection(profile.product_type)
        )
    return not profile.skin_type if slot == "skin_type" else profile.budget is None


def next_question(slots: Mapping[str, Any]) -> str | None:
    """The slot to ask for next, None when a recommendation can be made."""
    profile = Profile.from_json(slots.get("profile") or {})
    wanted = Wanted.from_json(slots.get("wish"))
    if wanted.age_group == "infant":
        return None
    return next(
        (slot for slot in ASKED if slots.get(slot) is None and is_needed(slot, profile, wanted)),
        None,
    )


_BARE_DIGIT = re.compile(r"^\W*\d\W*$")  # "2" is a place in a list


@dataclass(frozen=True, slots=True)
class Heard:
    """One message while the form may be waiting for an answer."""

    text: str
    intent: str
    tags: Tags
    number: float | None
    asked: str | None

    def carries_form_on(self) -> bool:
        """Whether it is for the form, not a question in the middle of it."""
        if self.intent in CARRIES_ON:
            return True
        if self.asked is None:
            return False
        if self.leaves_open() or (self.intent == "deny" and self._is_no_limit()):
            return self.intent in _MAYBE_ANSWER
        return self._has_asked() and (self.intent in _MAYBE_ANSWER or is_short(self.text))

    def budget(self) -> Budget | None:
        """The budget told; a bare number is one when it was asked for, a bare digit only then."""
        if self.asked != "budget":
            return None if _BARE_DIGIT.match(self.text) else self.tags.budget
        if self.tags.budget or self.number is None:
            return self.tags.budget
        return Budget.from_json({"min": None, "max": self.number, "currency": None})

    def leaves_open(self) -> bool:
        """Whether the answer is "not sure", "anything", "just recommend something"."""
        return is_anything_goes(self.text) or self._is_no_limit()

    def _is_no_limit(self) -> bool:
        return self.asked == "budget" and is_no_limit(self.text)

    def _has_asked(self) -> bool:
        return bool(self.budget() if self.asked == "budget" else self._tagged())

    def _tagged(self) -> bool:
        return bool(getattr(self.tags, self.asked or "", ()))

    def answers(self) -> bool:
        """Whether the question asked got its fact."""
        return self._has_asked()

    def says_nothing(self) -> bool:
        """Whether it holds no fact at all."""
        return self.tags == Tags() and self.budget() is None


def open_slots(heard: Heard, misses: int) -> tuple[dict[str, Any], int]:
    """The slots given up with this message, and how often an answer was missed so far."""
    if heard.asked is None or heard.answers():
        return {}, 0 if heard.asked else misses
    if heard.leaves_open():
        misses += 1
        asked = (heard.asked,) if misses < MISSES_ALLOWED else ASKED
        return {slot: _open_value(slot) for slot in asked}, misses
    if heard.says_nothing():
        misses += 1
    if misses >= MISSES_ALLOWED:
        return {slot: _open_value(slot) for slot in ASKED}, misses
    return {}, misses


def is_any_price(slots: Mapping[str, Any], profile: Profile) -> bool:
    """Whether the shopper said that money sets no limit, or would not name a budget."""
    return profile.budget is None and slots.get("budget") == NO_LIMIT


def _open_value(slot: str) -> Any:
    return NO_LIMIT if slot == "budget" else UNKNOWN


@dataclass(frozen=True, slots=True)
class FormQuestions:
    """What the form says."""

    wording: Wording
    shop: ShopFacts

    async def ask_concern(self, context: TurnContext) -> Answer:
        """Ask what the skin care is for."""
        return self._ask(context, "utter_ask_concern")

    async def ask_skin_type(self, context: TurnContext) -> Answer:
        """Ask for the skin type."""
        return self._ask(context, "utter_ask_skin_type")

    async def ask_budget(self, context: TurnContext) -> Answer:
        """Ask for a budget, with amounts in the shop's currency where we have them."""
        speech = Speech(self.wording, context.language)
        known = self.shop.currency in {"TWD", "USD"}
        response = f"utter_ask_budget_{self.shop.currency}" if known else "utter_ask_budget"
        return Answer(TurnKind.QUESTION, (speech.reply(response),))

    async def leave(self, context: TurnContext) -> Answer:
        """Leave the form kindly."""
        reply: Reply = Speech(self.wording, context.language).reply("utter_form_left")
        return Answer(TurnKind.SMALLTALK, (reply,))

    def _ask(self, context: TurnContext, response: str) -> Answer:
        speech = Speech(self.wording, context.language)
        return Answer(TurnKind.QUESTION, (speech.reply(response),))
