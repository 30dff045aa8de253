"""Answers to what the assistant asked last: a yes or no, a number, a name, a date."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.domain.advice_cues import ALTERNATIVES, Request
from bot.domain.choices import CHOICE, CHOICE_BELOW
from bot.domain.contacts import find_contact, find_order_id
from bot.domain.conversations import PendingQuestion
from bot.domain.cues import find_aspects, find_ordinal, is_short
from bot.domain.ports import Wording
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import (
    Answer,
    Ask,
    ConsentKind,
    GiveConsent,
    OpenHandoff,
    StopRefills,
    TurnContext,
    TurnKind,
)
from bot.services.advice_requests import find_open_request
from bot.services.alternatives import Alternatives
from bot.services.explanations import Explanations
from bot.services.handoff_answers import HandoffAnswers
from bot.services.identity import is_proving
from bot.services.order_requests import CHANGE, RETURN, OrderRequests
from bot.services.product_finder import PRODUCT_CHOSEN
from bot.services.refill_answers import RefillAnswers
from bot.services.speech import Speech
from bot.services.wishes import Wanted

Handler = Callable[[TurnContext], Awaitable[Answer]]

# Requests that another topic's handler answers.
_RESUMED = {
    Request.TAKE: "take",
    Request.REORDER: "reorder",
    Request.STILL_FINE: "ask_product",
}
_YES_OR_NO = frozenset({"keep_health_facts", "reminders", "handoff", "refill_nudge"})
_COLLECTED = frozenset({CHANGE, RETURN})
# Intents that a bare answer (a name, a number, what happened) may be taken for.
_UNCLEAR = frozenset({"inform", "nlu_fallback", "out_of_scope", "recommend_product"})
_TELLS_WHAT_HAPPENED = _UNCLEAR | {
    "complaint", "return_refund", "change_order", "order_status", "usage_feedback", "ask_product",
    "affirm", "reorder",
}  # fmt: skip
# A question in between does not make us forget these, for as many turns.
_KEPT_TURNS = 2
# The names of products hold these.
_IN_NAMES = frozenset({"product_type", "ingredient", "concern"})
_NAMES_ALONE = frozenset({"inform", "nlu_fallback", "out_of_scope"})
_SKIN_FACTS = ("skin_type", "concern", "product_type", "ingredient", "avoid", "condition")


def is_follow_up(pending: PendingQuestion | None, text: str, understanding: Understanding) -> bool:
    """Whether a message carries on what was asked last (or is about an order), not skin facts."""
    intent, tags = understanding.intent, understanding.tags
    if pending is None:
        return _is_only_order(tags)
    if is_proving(pending):
        return intent == "deny" or intent in _UNCLEAR | {"affirm"} or _has_proof(text, tags)
    if pending.topic in _COLLECTED:
        return intent == "deny" or intent in _TELLS_WHAT_HAPPENED or bool(tags.order_id)
    if pending.topic in _YES_OR_NO:
        return intent in {"affirm", "deny"}
    if pending.topic == "refill_which":
        return bool(tags.days) or intent in _UNCLEAR
    if pending.topic == "product_which":
        return _is_choice_of_product(pending, text, understanding)
    return _is_only_order(tags)


def _is_choice_of_product(
    pending: PendingQuestion, text: str, understanding: Understanding
) -> bool:
    """Whether a product is named, by its place, its button or its name, and nothing asked of it."""
    intent, tags = understanding.intent, understanding.tags
    if tags.product and tags.product in pending.details.get("ids", ()):
        return True
    if find_open_request(text, understanding, has_shown=True) not in (None, Request.TAKE):
        return False
    if find_ordinal(text) is not None and pending.details.get("ids"):
        return True
    if intent == "recommend_product" and understanding.confidence >= CHOICE_BELOW:
        return False
    if intent in _UNCLEAR and not _has_facts(tags):
        return True
    is_name_alone = intent == "ask_product" and is_short(text) and not find_aspects(text)
    has_skin_facts = any(getattr(tags, name) for name in _SKIN_FACTS if name not in _IN_NAMES)
    return (intent in _NAMES_ALONE or is_name_alone) and not has_skin_facts


def _is_only_order(tags: Tags) -> bool:
    return bool(tags.order_id) and not _has_facts(tags)


def _has_facts(tags: Tags) -> bool:
    return any(getattr(tags, name) for name in _SKIN_FACTS)


def _has_proof(text: str, tags: Tags) -> bool:
    return bool(tags.order_id or find_contact(text) or find_order_id(text))


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Takes answers to pending questions before anything else looks at a message.

    `resumed` are the handlers by intent that a proof of identity or a chosen product leads to.
    """

    wording: Wording
    requests: OrderRequests
    refills: RefillAnswers
    handoffs: HandoffAnswers
    resumed: Mapping[str, Handler]
    alternatives: Alternatives
    explanations: Explanations

    def first(self, handler: Handler) -> Handler:
        """The handler, with pending questions answered before it and kept where it did not."""

        async def handle(context: TurnContext) -> Answer:
            if context.pending and is_follow_up(
                context.pending, context.text, context.understanding
            ):
                return await self.answer(context)
            return _keeping(context.pending, await handler(context))

        return handle

    async def answer(self, context: TurnContext) -> Answer:
        """The answer to a follow-up; an order number out of the blue asks for that order."""
        pending = context.pending
        if pending is None or not is_follow_up(pending, context.text, context.understanding):
            return await self._out_of_the_blue(context)
        if context.understanding.intent == "deny":
            return self._no(pending, context)
        if is_proving(pending):
            return await self._resume(str(pending.details.get("then")), context)
        if pending.topic in _COLLECTED:
            return await self.requests.collected(context)
        if pending.topic == "product_which":
            return await self._chosen(pending, context)
        if pending.topic == "refill_which":
            return await self.refills.turn_on(replace(context, pending=None))
        return await self._yes(pending, context)

    async def _out_of_the_blue(self, context: TurnContext) -> Answer:
        """What is asked about advice given, else the order whose number was told."""
        request = find_open_request(
            context.text,
            context.understanding,
            has_shown=bool(context.shown_products),
            steps=Wanted.from_json(context.slots.get("wish")).steps,
        )
        if request is None:
            return await self.resumed["order_status"](context)
        if request in _RESUMED:
            return await self.resumed[_RESUMED[request]](context)
        if request in ALTERNATIVES:
            return await self.alternatives.answer(context, request)
        return await self.explanations.answer(context, request)

    async def _resume(self, then: str, context: TurnContext) -> Answer:
        return await self.resumed.get(then, self.resumed["order_status"])(context)

    async def _yes(self, pending: PendingQuestion, context: TurnContext) -> Answer:
        if pending.topic == "reminders":
            return await self.refills.allow(context)
        if pending.topic == "handoff":
            return await self.handoffs.accepted(context)
        if pending.topic == "refill_nudge":
            return await self._resume("reorder", _about(pending, context))
        return self._consented(context, granted=True)

    def _no(self, pending: PendingQuestion, context: TurnContext) -> Answer:
        speech = Speech(self.wording, context.language)
        if pending.topic == "reminders":
            effects = (GiveConsent(ConsentKind.REMINDERS, granted=False), StopRefills())
            return Answer(TurnKind.REFILL, (speech.reply("utter_reminders_refused"),), effects)
        if pending.topic == "refill_nudge":
            return Answer(TurnKind.REFILL, (speech.reply("utter_refill_later"),))
        if pending.topic == "keep_health_facts":
            return self._consented(context, granted=False)
        return Answer(TurnKind.SMALLTALK, (speech.reply("utter_deny"),))

    def _consented(self, context: TurnContext, *, granted: bool) -> Answer:
        speech = Speech(self.wording, context.language)
        response = "utter_health_facts_kept" if granted else "utter_health_facts_not_kept"
        effects = (GiveConsent(ConsentKind.HEALTH_FACTS, granted),)
        return Answer(TurnKind.ANSWER, (speech.reply(response),), effects)

    async def _chosen(self, pending: PendingQuestion, context: TurnContext) -> Answer:
        """One of the products offered by its place, else whatever the words name."""
        ids = pending.details.get("ids") or []
        place = find_ordinal(context.text)
        chosen = ids[place] if place is not None and -len(ids) <= place < len(ids) else None
        tapped = context.understanding.tags.product
        chosen = tapped if tapped in ids else chosen
        tags = replace(context.understanding.tags, product=chosen or context.text)
        then, text = _to_resume(pending, context, is_chosen=chosen is not None)
        resumed = replace(
            context,
            pending=PendingQuestion(PRODUCT_CHOSEN, pending.details),
            text=text,
            understanding=replace(context.understanding, intent=then, tags=tags),
        )
        return await self.resumed.get(then, self.resumed["ask_product"])(resumed)


def _to_resume(
    pending: PendingQuestion, context: TurnContext, *, is_chosen: bool
) -> tuple[str, str]:
    """The intent and words to go on with: a question of its own ("is the first in stock?") wins."""
    asked = str(pending.details.get("text") or "")
    if not is_chosen:
        return str(pending.details.get("then")), f"{asked} {context.text}"
    if find_aspects(context.text):
        return "ask_product", context.text
    return str(pending.details.get("then")), asked


def _about(pending: PendingQuestion, context: TurnContext) -> TurnContext:
    tags = replace(context.understanding.tags, product=pending.details.get("product_id"))
    return replace(context, understanding=replace(context.understanding, tags=tags))


def _keeping(pending: PendingQuestion | None, answer: Answer) -> Answer:
    """The answer, with an unfinished question asked on in silence for a turn or two.

    Any question outlives a message that was not understood; a choice belongs to one message.
    """
    if pending is None or pending.topic == CHOICE:
        return answer
    lasts = is_proving(pending) or pending.topic in _COLLECTED
    if not lasts and answer.kind is not TurnKind.FALLBACK:
        return answer
    kept = int(pending.details.get("kept") or 0) + 1
    if kept > _KEPT_TURNS or any(isinstance(item, Ask | OpenHandoff) for item in answer.effects):
        return answer
    ask = Ask(pending.topic, {**pending.details, "kept": kept})
    return replace(answer, effects=(*answer.effects, ask))
