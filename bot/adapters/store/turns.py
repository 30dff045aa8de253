"""What the turn engine reads and writes, each in one transaction."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import cast, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.store.cases import HEALTH_CONSENT, read_case, read_facts
from bot.adapters.store.effects import apply_effect, close_handoff, subject_of
from bot.adapters.store.engine import commit_unflushed, reading
from bot.adapters.store.reviews import forget_review
from bot.adapters.store.tables import (
    ConsentRow,
    ConversationRow,
    EventRow,
    OutgoingMessageRow,
    ProfileRow,
)
from bot.adapters.store.tracker import forget_words
from bot.domain.choices import CHOICE
from bot.domain.conversations import DISCLOSURE_LAPSE, Owner, PendingQuestion
from bot.domain.messages import (
    SHOPPERS_OWN,
    Author,
    Channel,
    Delivery,
    EventKind,
)
from bot.domain.ports import TurnCase, TurnOutcome
from bot.domain.profiles import Profile
from bot.domain.turns import (
    Ask,
    ConsentKind,
    Effect,
    ExplainIngredients,
    OpenHandoff,
    ProveIdentity,
    ShowProducts,
    TurnKind,
)


class PostgresTurnStore:
    """Implements the `TurnStore` port."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def open_case(self, event_id: str, now: datetime) -> TurnCase:
        """Read an accepted event and its conversation; raises NotFoundError."""
        async with self._reading.connect() as connection:
            return await read_case(connection, event_id, now)

    async def finish(self, case: TurnCase, outcome: TurnOutcome, now: datetime) -> bool:
        """Store the outcome in one transaction, once; False where the owner changed.

        Where an answer is sent, its sending waits for the disk first (`DeliveryStore.begin`), and
        an end that a crash of the server loses is simply reached again. A browser reads an answer
        as soon as it is committed: there the commit itself waits.
        """
        async with self._engine.begin() as connection:
            if case.conversation.channel is not Channel.WEB:
                await commit_unflushed(connection)
            owner = await _lock_owner(connection, case.conversation.id)
            if await _has_ended(connection, case.event.event_id):
                return True
            if owner != outcome.expects_owner.value:
                return False
            await _end_event(connection, case, outcome, now)
            await _update_conversation(connection, case, outcome, now)
            await _store_drafts(connection, case, outcome)
            for effect in outcome.effects:
                await apply_effect(effect, connection, case, now)
            await _store_profile(connection, case, outcome, now)
        return True

    async def forget_message(self, conversation_id: str, message_id: str) -> None:
        """Erase the words of a message its writer took back, here and in Rasa's tracker."""
        async with self._engine.begin() as connection:
            forgotten = await connection.execute(
                update(EventRow)
                .where(EventRow.conversation_id == conversation_id)
                .where(EventRow.message_id == message_id)
                .values(text="", label=None, details=None, turn=None)
                .returning(EventRow.id)
            )
            for event_id in forgotten.scalars().all():
                await forget_words(connection, conversation_id, event_id)
                await forget_review(connection, event_id)

    async def forget_health_facts(self, now: datetime) -> None:
        """Drop health facts of visits that are over and that nobody agreed to keep."""
        consented = (
            select(ConsentRow.subject)
            .where(ConsentRow.kind == ConsentKind.HEALTH_FACTS.value, ConsentRow.granted)
            .where(ConsentRow.at > now - HEALTH_CONSENT)
        )
        empty: list[str] = []
        async with self._engine.begin() as connection:
            await connection.execute(
                update(ProfileRow)
                .where(ProfileRow.updated_at < now - DISCLOSURE_LAPSE)
                .where(ProfileRow.subject.not_in(consented))
                .where(
                    or_(
                        ProfileRow.facts["avoid"].astext != "[]",
                        ProfileRow.facts["condition"].astext != "[]",
                    )
                )
                .values(
                    facts=ProfileRow.facts.op("||")(
                        cast({"avoid": empty, "condition": empty}, JSONB)
                    )
                )
            )

    async def confirm_sent(self, message_id: str) -> None:
        """A platform showed us our own message: one that was uncertain has arrived."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(OutgoingMessageRow)
                .where(OutgoingMessageRow.id == message_id)
                .where(OutgoingMessageRow.delivery == Delivery.UNCERTAIN.value)
                .values(delivery=Delivery.SENT.value, delivery_reason=None)
            )

    async def set_reachable(self, conversation_id: str, reachable: bool) -> None:
        """Note that the shopper blocked or opened the conversation."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .values(reachable=reachable)
            )


async def _lock_owner(connection: AsyncConnection, conversation_id: str) -> str:
    owner = await connection.scalar(
        select(ConversationRow.owner).where(ConversationRow.id == conversation_id).with_for_update()
    )
    return str(owner)


async def _has_ended(connection: AsyncConnection, event_id: str) -> bool:
    end = await connection.scalar(select(EventRow.end).where(EventRow.id == event_id))
    return end is not None


async def _end_event(
    connection: AsyncConnection, case: TurnCase, outcome: TurnOutcome, now: datetime
) -> None:
    turn = None
    if outcome.understanding is not None:
        kind = outcome.kind.value if outcome.kind else None
        turn = {**outcome.understanding.to_json(), "kind": kind, **_for_review(outcome)}
    await connection.execute(
        update(EventRow)
        .where(EventRow.id == case.event.event_id)
        .values(end=outcome.end.value, end_reason=outcome.reason, ended_at=now, turn=turn)
    )


def _for_review(outcome: TurnOutcome) -> dict[str, Any]:
    """What else it may have been, between what was asked, what was chosen, and claims withheld."""
    found: dict[str, Any] = {}
    if outcome.understanding and outcome.understanding.alternatives:
        found["alternatives"] = [list(pair) for pair in outcome.understanding.alternatives]
    for effect in outcome.effects:
        if isinstance(effect, Ask) and effect.topic == CHOICE:
            found["between"] = effect.details["intents"]
    if outcome.withheld:
        found["withheld"] = list(outcome.withheld)
    if outcome.choice:
        found["choice"] = {"event_id": outcome.choice.event_id, "intent": outcome.choice.intent}
    return found


async def _update_conversation(
    connection: AsyncConnection, case: TurnCase, outcome: TurnOutcome, now: datetime
) -> None:
    values = _changed_by_outcome(case, outcome, now)
    for effect in outcome.effects:
        values |= _changed_by_effect(effect)
    if outcome.returns_to_assistant:
        await close_handoff(connection, case.conversation.id, now)
    if values:
        await connection.execute(
            update(ConversationRow)
            .where(ConversationRow.id == case.conversation.id)
            .values(**values)
        )


def _changed_by_outcome(case: TurnCase, outcome: TurnOutcome, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if case.event.kind in SHOPPERS_OWN or case.event.kind is EventKind.FOLLOW:
        values |= {"last_incoming_at": now, "reachable": True}
        values |= {"failures_in_a_row": outcome.failures_in_a_row, "pending": _pending(outcome)}
        if outcome.kind is not TurnKind.FALLBACK:
            values["explained"] = []
    if outcome.understanding is not None:
        values["language"] = outcome.understanding.language.value
    if outcome.disclosed:
        values["disclosed_at"] = now
    if outcome.queue_told:
        values["queue_told_at"] = now
    if outcome.returns_to_assistant:
        values |= {"owner": Owner.ASSISTANT.value, "queue_told_at": None}
    return values


def _changed_by_effect(effect: Effect) -> dict[str, Any]:
    if isinstance(effect, ShowProducts):
        return {"shown_products": list(effect.product_ids)}
    if isinstance(effect, ExplainIngredients):
        return {"explained": list(effect.ingredients)}
    if isinstance(effect, OpenHandoff):
        return {"owner": Owner.QUEUE.value, "pending": None}
    if isinstance(effect, ProveIdentity):
        return {"customer_id": effect.customer_id}
    return {}


def _pending(outcome: TurnOutcome) -> dict[str, Any] | None:
    """The question that waits now: one just asked, else what the outcome keeps."""
    for effect in outcome.effects:
        if isinstance(effect, Ask):
            return PendingQuestion(effect.topic, effect.details).to_json()
    return outcome.pending.to_json() if outcome.pending else None


async def _store_drafts(connection: AsyncConnection, case: TurnCase, outcome: TurnOutcome) -> None:
    rows = [
        {
            "id": str(uuid.uuid4()),
            "conversation_id": case.conversation.id,
            "event_id": case.event.event_id,
            "position": position,
            "author": Author.ASSISTANT.value,
            "whoever_owns": draft.whoever_owns,
            "body": draft.reply.to_json(),
        }
        for position, draft in enumerate(outcome.drafts)
    ]
    # One statement a row: a multi-row VALUES would number the rows in no promised order.
    for row in rows:
        await connection.execute(insert(OutgoingMessageRow).values(row))


async def _store_profile(
    connection: AsyncConnection, case: TurnCase, outcome: TurnOutcome, now: datetime
) -> None:
    profile = outcome.profile
    proven = [e.customer_id for e in outcome.effects if isinstance(e, ProveIdentity)]
    customer_id = proven[0] if proven else case.conversation.customer_id
    if proven and profile is not None:
        profile = await _merged_with_customer(connection, profile, subject_of("", proven[0]))
    if profile is None or (not proven and profile == case.profile):
        return
    subject = subject_of(case.conversation.id, customer_id)
    statement = insert(ProfileRow).values(subject=subject, facts=profile.to_json(), updated_at=now)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["subject"],
            set_={"facts": statement.excluded.facts, "updated_at": now},
        )
    )


async def _merged_with_customer(
    connection: AsyncConnection, said_now: Profile, subject: str
) -> Profile:
    """What the customer told us before, changed by what this conversation said."""
    before = Profile.from_json(await read_facts(connection, subject))
    return Profile(
        skin_type=said_now.skin_type or before.skin_type,
        concern=said_now.concern or before.concern,
        avoid=tuple(dict.fromkeys((*before.avoid, *said_now.avoid))),
        condition=tuple(dict.fromkeys((*before.condition, *said_now.condition))),
        product_type=said_now.product_type or before.product_type,
        budget=said_now.budget or before.budget,
    )
