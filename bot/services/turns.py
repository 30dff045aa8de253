"""The turn engine: one accepted event to its one end, decided by its kind and by who owns it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.choices import FAILURES_BEFORE_HANDOFF
from bot.domain.conversations import End, Owner
from bot.domain.errors import AssistantUnavailableError
from bot.domain.handoffs import HandoffReason
from bot.domain.languages import Language
from bot.domain.messages import EventKind, Reply
from bot.domain.ports import (
    Assistant,
    AssistantTurn,
    Clock,
    Draft,
    TurnCase,
    TurnOutcome,
    TurnStore,
    Wording,
)
from bot.domain.tags import Understanding
from bot.domain.turns import Answer, Effect, OpenHandoff, TurnContext, TurnKind
from bot.services.claims_guard import ClaimsGuard
from bot.services.turn_cases import (
    SPOKEN,
    failures_after,
    find_choice,
    language_of,
    profile_after,
    said_to_a_person,
    to_context,
    to_metadata,
    words_of,
)

log = logging.getLogger(__name__)

# In the queue the shopper hears the hours again after this long; in between, a short word.
QUEUE_NOTICE_EVERY = timedelta(minutes=30)
# The postback of the button that calls the assistant back from the queue.
LEAVE_QUEUE = "/leave_queue"

_UNREADABLE = {
    EventKind.STICKER: "utter_sticker",
    EventKind.IMAGE: "utter_image",
    EventKind.ATTACHMENT: "utter_attachment",
}
_NO_MESSAGE = {
    EventKind.ECHO: "written by our own page",
    EventKind.RECEIPT: "a receipt",
    EventKind.OTHER: "not for the assistant",
}


class Safety(Protocol):
    """Words for a red flag, whoever owns the conversation."""

    def flags_in(self, text: str) -> tuple[str, ...]:
        """The red flags told in plain words; empty when there are none."""

    async def answer(self, context: TurnContext) -> Answer:
        """The safety text, with a handoff and the adverse event as effects."""


class QueueWords(Protocol):
    """Words for a shopper who waits for a person."""

    def notice(self, language: Language, now: datetime) -> Reply:
        """That a person will answer, and within which hours."""

    def short_notice(self, language: Language) -> Reply:
        """That the message was added."""


class TurnEngine:
    """Handles one event at a time of a conversation; the caller holds the conversation's lock."""

    def __init__(
        self,
        *,
        store: TurnStore,
        assistant: Assistant,
        wording: Wording,
        safety: Safety,
        queue_words: QueueWords,
        clock: Clock,
        patience: timedelta,
        show_typing: Callable[[str], None],
        guard: ClaimsGuard | None = None,
    ) -> None:
        self._store = store
        self._assistant = assistant
        self._wording = wording
        self._safety = safety
        self._queue_words = queue_words
        self._clock = clock
        self._patience = patience
        self._show_typing = show_typing
        self._guard = guard or ClaimsGuard(wording)

    async def handle(self, event_id: str, waited: timedelta) -> str:
        """Bring an event to its end and return its conversation's id.

        `waited` says how long it has been tried already.

        Raises:
            AssistantUnavailableError: Rasa does not answer and patience has not run out:
                call again later, nothing has changed.
        """
        while True:
            case = await self._store.open_case(event_id, self._clock.now())
            if case.has_ended:
                return case.conversation.id
            now = self._clock.now(case.conversation.id)
            outcome = await self._outcome(case, now, waited)
            outcome = await asyncio.to_thread(
                self._guard.lawful, outcome, _answered_in(outcome, case)
            )
            if await self._store.finish(case, outcome, now):
                log.info("event ended: %s (%s)", outcome.end.value, outcome.reason or "")
                return case.conversation.id
            # The owner changed while we worked: look again and answer as the new owner wants.

    async def give_up(self, event_id: str) -> str:
        """End an event whose handling keeps failing: a kind sentence and a person."""
        now = self._clock.now()
        case = await self._store.open_case(event_id, now)
        language = language_of(case)
        turn = AssistantTurn(
            Understanding(language, "out_of_scope", 0.0),
            TurnKind.FALLBACK,
            (self._wording.reply("utter_assistant_unavailable", language),),
            (OpenHandoff(HandoffReason.NOT_UNDERSTOOD),),
        )
        outcome = self._assistant_outcome(case, turn, now)
        outcome = replace(outcome, expects_owner=case.conversation.owner)
        await self._store.finish(case, outcome, now)
        return case.conversation.id

    async def _outcome(self, case: TurnCase, now: datetime, waited: timedelta) -> TurnOutcome:
        kind = case.event.kind
        if kind is EventKind.ECHO and (ours := (case.event.details or {}).get("outgoing_id")):
            await self._store.confirm_sent(str(ours))
        if kind in _NO_MESSAGE:
            return _ignored(case, _NO_MESSAGE[kind])
        if kind is EventKind.UNFOLLOW:
            await self._store.set_reachable(case.conversation.id, False)
            return _ignored(case, "the shopper closed the conversation")
        if kind is EventKind.UNSEND:
            message_id = case.event.message_id or ""
            await self._store.forget_message(case.conversation.id, message_id)
            return _ignored(case, "a message taken back")
        if kind is EventKind.FOLLOW:
            return self._welcome(case)
        if case.conversation.owner is Owner.ASSISTANT:
            return await self._as_assistant(case, now, waited)
        if case.conversation.owner is Owner.QUEUE:
            return await self._in_queue(case, now)
        return await self._beside_agent(case, now)

    def _welcome(self, case: TurnCase) -> TurnOutcome:
        told = (case.event.details or {}).get("language")
        language = Language(told) if told else case.conversation.language or Language.ZH
        if case.conversation.owner is not Owner.ASSISTANT:
            return _ignored(case, "opened again while a person owns it")
        drafts = (
            Draft(self._wording.reply("utter_disclosure", language)),
            Draft(self._wording.reply("utter_greet", language)),
        )
        return TurnOutcome(
            End.ANSWERED, Owner.ASSISTANT, drafts=drafts, kind=TurnKind.SMALLTALK, disclosed=True
        )

    async def _as_assistant(self, case: TurnCase, now: datetime, waited: timedelta) -> TurnOutcome:
        language = language_of(case)
        if case.event.kind not in SPOKEN or not case.event.text.strip():
            turn = self._unreadable_turn(case, language)
        else:
            self._show_typing(case.conversation.id)
            turn = await self._spoken_turn(case, now, waited, language)
        return self._assistant_outcome(case, turn, now)

    def _unreadable_turn(self, case: TurnCase, language: Language) -> AssistantTurn:
        response = _UNREADABLE.get(case.event.kind, "utter_sticker")
        reply = self._wording.reply(response, language)
        nothing = Understanding(language, "out_of_scope", 0.0)
        return AssistantTurn(nothing, TurnKind.FALLBACK, (reply,))

    async def _spoken_turn(
        self, case: TurnCase, now: datetime, waited: timedelta, language: Language
    ) -> AssistantTurn:
        flags = self._safety.flags_in(case.event.text)
        words, metadata = words_of(case), to_metadata(case, now, language)
        if choice := find_choice(case):
            words, metadata = choice.text, {**metadata, **choice.to_metadata()}
        try:
            turn = await self._assistant.turn(case.conversation.id, words, metadata)
        except AssistantUnavailableError as error:
            if flags:
                return await self._safety_turn(case, now, language)
            if waited < self._patience:
                raise
            # The sentence says it all; a traceback would only hide it.
            log.error("the assistant gave no answer: %s", error)  # noqa: TRY400
            reply = self._wording.reply("utter_assistant_unavailable", language)
            nothing = Understanding(language, "out_of_scope", 0.0)
            return AssistantTurn(nothing, TurnKind.FALLBACK, (reply,))
        if flags and turn.kind is not TurnKind.SAFETY:
            return await self._safety_turn(case, now, language, turn)
        return turn

    async def _safety_turn(
        self,
        case: TurnCase,
        now: datetime,
        language: Language,
        turn: AssistantTurn | None = None,
    ) -> AssistantTurn:
        """The safety text where plain words tell a red flag and the assistant did not see it."""
        tags = turn.understanding.tags if turn else Understanding(language, "", 0.0).tags
        understanding = Understanding(language, "adverse_reaction", 1.0, tags)
        answer = await self._safety.answer(to_context(case, now, understanding))
        slots = turn.slots if turn else None
        return AssistantTurn(understanding, answer.kind, answer.replies, answer.effects, slots)

    def _assistant_outcome(self, case: TurnCase, turn: AssistantTurn, now: datetime) -> TurnOutcome:
        language = turn.understanding.language
        replies, effects = list(turn.replies), list(turn.effects)
        failures = failures_after(case, turn)
        if failures >= FAILURES_BEFORE_HANDOFF and not _hands_off(effects):
            effects.append(OpenHandoff(HandoffReason.NOT_UNDERSTOOD))
            replies = [self._queue_words.notice(language, now)]
            failures = 0
        disclose = case.conversation.needs_disclosure(now)
        if disclose:
            replies.insert(0, self._wording.reply("utter_disclosure", language))
        handed_off = _hands_off(effects)
        return TurnOutcome(
            End.HANDED_OFF if handed_off else End.ANSWERED,
            Owner.ASSISTANT,
            reason=_handoff_reason(effects),
            drafts=tuple(Draft(reply, whoever_owns=handed_off) for reply in replies),
            effects=tuple(effects),
            understanding=turn.understanding,
            kind=turn.kind,
            profile=profile_after(case, turn),
            failures_in_a_row=failures,
            disclosed=disclose,
            queue_told=handed_off,
            choice=find_choice(case),
        )

    async def _in_queue(self, case: TurnCase, now: datetime) -> TurnOutcome:
        if case.event.text.strip() == LEAVE_QUEUE:
            return self._left_queue(case)
        understanding = await self._read(case)
        safety = await self._safety_drafts(case, now, understanding)
        told_at = case.conversation.queue_told_at
        tell = told_at is None or now - told_at >= QUEUE_NOTICE_EVERY
        if tell:
            notice = self._queue_words.notice(understanding.language, now)
        else:
            notice = self._queue_words.short_notice(understanding.language)
        return replace(
            self._handed_off(case, understanding, safety),
            drafts=(*safety, Draft(notice, whoever_owns=True)),
            kind=TurnKind.SAFETY if safety else TurnKind.HANDOFF,
            reason="waiting for a person",
            queue_told=tell,
        )

    def _left_queue(self, case: TurnCase) -> TurnOutcome:
        language = language_of(case)
        reply = self._wording.reply("utter_handed_back", language)
        return TurnOutcome(
            End.ANSWERED,
            Owner.QUEUE,
            drafts=(Draft(reply),),
            kind=TurnKind.SMALLTALK,
            understanding=Understanding(language, "deny", 1.0),
            disclosed=True,
            returns_to_assistant=True,
        )

    async def _beside_agent(self, case: TurnCase, now: datetime) -> TurnOutcome:
        understanding = await self._read(case)
        safety = await self._safety_drafts(case, now, understanding)
        return self._handed_off(case, understanding, safety)

    def _handed_off(
        self, case: TurnCase, understanding: Understanding, safety: tuple[Draft, ...]
    ) -> TurnOutcome:
        """A message for a person: read, so that the agent sees its tags, and kept."""
        return TurnOutcome(
            End.HANDED_OFF,
            case.conversation.owner,
            reason="an agent owns the conversation",
            drafts=safety,
            understanding=understanding,
            kind=TurnKind.SAFETY if safety else TurnKind.NONE,
            profile=case.profile.with_tags(said_to_a_person(case, understanding.tags)),
        )

    async def _safety_drafts(
        self, case: TurnCase, now: datetime, understanding: Understanding
    ) -> tuple[Draft, ...]:
        flagged = self._safety.flags_in(case.event.text)
        if not flagged and understanding.intent != "adverse_reaction":
            return ()
        answer = await self._safety.answer(to_context(case, now, understanding))
        return tuple(Draft(reply, whoever_owns=True) for reply in answer.replies)

    async def _read(self, case: TurnCase) -> Understanding:
        """The message's intent and tags for the agent; nothing is lost when Rasa is away."""
        language = language_of(case)
        if case.event.kind in SPOKEN and case.event.text.strip():
            try:
                return await self._assistant.parse(case.event.text, language)
            except AssistantUnavailableError:
                log.warning("a message for an agent was not tagged: the assistant is away")
        return Understanding(language, "out_of_scope", 0.0)


def _ignored(case: TurnCase, reason: str) -> TurnOutcome:
    return TurnOutcome(End.IGNORED, case.conversation.owner, reason=reason)


def _answered_in(outcome: TurnOutcome, case: TurnCase) -> Language:
    understanding = outcome.understanding
    return understanding.language if understanding else language_of(case)


def _hands_off(effects: list[Effect]) -> bool:
    return any(isinstance(effect, OpenHandoff) for effect in effects)


def _handoff_reason(effects: list[Effect]) -> str | None:
    reasons = [effect.reason.value for effect in effects if isinstance(effect, OpenHandoff)]
    return reasons[0] if reasons else None
