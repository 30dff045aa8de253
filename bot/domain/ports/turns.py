"""What comes in, who reads it, and what a turn reads and stores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.conversations import Conversation, End, Owner, PendingQuestion
from bot.domain.languages import Language
from bot.domain.messages import IncomingEvent, Reply
from bot.domain.profiles import Profile
from bot.domain.tags import Understanding
from bot.domain.turns import Effect, TurnKind


class Inbox(Protocol):
    """Where channels put what came in."""

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        """Store each new event and defer its job in one transaction; repeats are left out.

        Returns when it is committed; work happens later.
        """


@dataclass(frozen=True, slots=True)
class AssistantTurn:
    """What Rasa answered to one message."""

    understanding: Understanding
    kind: TurnKind
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
    slots: Mapping[str, Any] | None = None


class Assistant(Protocol):
    """Rasa, seen from the app."""

    async def turn(
        self, conversation_id: str, text: str, metadata: Mapping[str, Any]
    ) -> AssistantTurn:
        """Handle a message; the same `event_id` in the metadata gives the same answer again.

        Raises:
            AssistantUnavailableError: it does not answer, or answers without words.
        """

    async def parse(self, text: str, language: Language | None = None) -> Understanding:
        """Read a message without answering or remembering it."""


@dataclass(frozen=True, slots=True)
class MadeChoice:
    """A shopper said which of two intents an earlier message had."""

    intent: str
    event_id: str
    text: str

    def to_metadata(self) -> Mapping[str, Any]:
        """For the turn that goes on with it (ARCHITECTURE.md)."""
        return {"chosen_intent": self.intent, "continues": self.event_id}


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The message that a choice of two is about."""

    event_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnCase:
    """An event with all that its turn needs, read at once.

    Attributes:
        profile: without health facts that were not agreed to and belong to an earlier visit.
        asked_about: what the choice that waits is about; None where none waits or its words were
            taken back.
    """

    event: IncomingEvent
    conversation: Conversation
    profile: Profile
    keeps_health_facts: bool | None = None
    reminders: bool | None = None
    has_ended: bool = False
    asked_about: AskedAbout | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply not stored yet; `whoever_owns` for words that go out whoever owns by then."""

    reply: Reply
    whoever_owns: bool = False


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """How an event ends and all that changes with it, stored in one transaction.

    Attributes:
        expects_owner: store only while this owner still holds the conversation.
        understanding, kind: what is kept with the event for agents and measuring; None for an
            event that is no message.
        profile: the shopper's facts after the turn, None to leave them.
        failures_in_a_row: how often the assistant has now failed to understand or to answer.
        disclosed, queue_told: the shopper was told now that a machine writes, or of the queue.
        pending: the question that waits after this turn, where no Ask effect sets one.
        choice: which intent the shopper chose for an earlier message, kept for review.
        withheld: the rules on claims that the replies broke before they were made lawful.
    """

    end: End
    expects_owner: Owner
    reason: str | None = None
    drafts: tuple[Draft, ...] = ()
    effects: tuple[Effect, ...] = ()
    understanding: Understanding | None = None
    kind: TurnKind | None = None
    profile: Profile | None = None
    failures_in_a_row: int = 0
    disclosed: bool = False
    queue_told: bool = False
    returns_to_assistant: bool = False
    pending: PendingQuestion | None = None
    choice: MadeChoice | None = None
    withheld: tuple[str, ...] = ()


class TurnStore(Protocol):
    """What the turn engine reads and writes."""

    async def open_case(self, event_id: str, now: datetime) -> TurnCase:
        """Read an accepted event and its conversation; raises NotFoundError."""

    async def finish(self, case: TurnCase, outcome: TurnOutcome, now: datetime) -> bool:
        """Store the outcome in one transaction, once.

        Returns False, with nothing stored, where the owner is no longer the expected one. An
        event that has its end already keeps it.
        """

    async def forget_message(self, conversation_id: str, message_id: str) -> None:
        """Erase the words of a message its writer took back."""

    async def confirm_sent(self, message_id: str) -> None:
        """A platform showed us our own message: one that was uncertain has arrived."""

    async def set_reachable(self, conversation_id: str, reachable: bool) -> None:
        """Note that the shopper blocked or opened the conversation."""
