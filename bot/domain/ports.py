"""What the services need of the outside; adapters, channels and knowledge implement these."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.circumstances import Circumstances
from bot.domain.conversations import Conversation, End, Owner, PendingQuestion
from bot.domain.education import FoundPassage, IngredientEntry
from bot.domain.feedback import ProductFeedback
from bot.domain.languages import Language
from bot.domain.messages import (
    Channel,
    Delivery,
    IncomingEvent,
    OutgoingMessage,
    ProductCard,
    QuickReply,
    Reply,
)
from bot.domain.orders import Order
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Hit, Recommendation, Wish
from bot.domain.refills import Recipient, Refill
from bot.domain.tags import Understanding
from bot.domain.turns import Effect, TurnKind


class Clock(Protocol):
    """The time, which a played conversation may set for itself."""

    def now(self, conversation_id: str | None = None) -> datetime:
        """The current time, aware, in UTC or any zone."""


class Wording(Protocol):
    """All words the shop says, from data/responses."""

    def text(self, response: str, language: Language, **values: Any) -> str:
        """The response in that language (else English) with its values filled in.

        Raises:
            NotFoundError: no such response.
        """

    def quick_replies(self, response: str, language: Language) -> tuple[QuickReply, ...]:
        """The buttons that belong to the response, in that language."""

    def reply(self, response: str, language: Language, **values: Any) -> Reply:
        """Text and buttons together."""


class Catalogue(Protocol):
    """The shop's products."""

    async def find(self, product_id: str) -> Product | None:
        """One product with stock and price read fresh."""

    def match_names(self, text: str, language: Language) -> Sequence[Product]:
        """The products whose name is meant in the text, best first; empty when none is named."""

    def all(self) -> Sequence[Product]:
        """Every product of the current snapshot."""


class ProductSearch(Protocol):
    """Search by meaning over the catalogue's passages."""

    async def search(
        self,
        text: str,
        language: Language | None = None,
        limit: int = 5,
        among: Collection[str] | None = None,
    ) -> Sequence[Hit]:
        """The products whose passages are nearest to the text, best first.

        Only products whose id is in `among` where that is given.
        """


class Surroundings(Protocol):
    """What bears on a wish beside its words."""

    async def of(self, wish: Wish) -> Circumstances:
        """Season, the shopper's own history, and what other customers tell."""


class Recommender(Protocol):
    """The recommendation engine."""

    async def recommend(self, wish: Wish) -> Recommendation:
        """Products that pass every hard rule, best first."""


class Companions(Protocol):
    """What customers buy and like together, learnt from the shop's own orders and feedback.

    Keys are families (the sizes of one product together, as the catalogue's snapshot names them);
    what a mapping leaves out counts 0.
    """

    @property
    def popularity(self) -> Mapping[str, float]:
        """Family → how much it is bought, in (0, 1], 1 for the most bought; read-only.

        Empty until a shop has enough customers. The same object until something new is learnt.
        """

    async def scores_for(
        self, customer_id: str | None, product_ids: Collection[str] = ()
    ) -> Mapping[str, float]:
        """Family → how well it goes with what the customer has and with these products, in (0, 1].

        What they have already is left out, and what they disliked is no evidence. Empty where too
        little is known: no purchases, or too few customers to learn from. A look at the customer's
        orders and microseconds besides.
        """


@dataclass(frozen=True, slots=True)
class Taste:
    """What one customer has, as product ids.

    Attributes:
        bought: and kept: cancelled and returned orders are not in it; or liked, as they told us.
        disliked: what did not do for them, as they told us.
    """

    bought: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()


class Tastes(Protocol):
    """The customers' tastes, from orders and feedback."""

    async def of_customer(self, customer_id: str) -> Taste:
        """One customer's; empty where they have bought nothing."""

    async def of_all(self) -> Sequence[Taste]:
        """Everybody's who has any, without saying whose."""


@dataclass(frozen=True, slots=True)
class IngredientFact:
    """What the ingredient table says of one ingredient.

    Attributes:
        name: INCI style, lower case.
        functions: what it does in a product, as the table's own words ("humectant").
        names: how a shopper reads it, where that is not the INCI name.
        concerns: what skin care holds it for (taxonomy values), the best founded first.
    """

    name: str
    functions: tuple[str, ...]
    names: Mapping[Language, str] = field(default_factory=dict)
    concerns: tuple[str, ...] = ()


class IngredientFacts(Protocol):
    """The table of ingredients and their functions."""

    def find(self, name: str) -> IngredientFact | None:
        """What is known of an ingredient by its name or another spelling, None when unknown."""


class KnowledgeBase(Protocol):
    """The base of sourced facts and answered questions (data/knowledge)."""

    async def find(
        self, text: str, language: Language, limit: int = 3, ingredient: str | None = None
    ) -> Sequence[FoundPassage]:
        """The passages that answer a question, best first; empty where the base does not know.

        With `ingredient` (the id of an entry) only facts on it are found; empty where the question
        clearly asks for what the entry does not tell.
        """

    def entry(self, ingredient: str, language: Language) -> IngredientEntry | None:
        """All that is told of an ingredient by its name or another spelling, None where nothing."""


class LanguageModel(Protocol):
    """An optional model that words what it is given; it is trusted with nothing."""

    async def complete(self, instructions: str, material: str) -> str:
        """What it writes to our instructions about the material (which is data, not ours).

        Returns within a few seconds, whatever the model does.

        Raises:
            LanguageModelError: nothing that can be read came in time.
        """


class Orders(Protocol):
    """The shop's orders; who may see them is decided before asking."""

    async def find(self, order_id: str) -> Order | None:
        """One order with its lines, whoever's it is."""

    async def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        """A customer's orders, newest first."""


class FeedbackRecords(Protocol):
    """What shoppers told of products, reactions that were kept as adverse events included."""

    async def of_customer(
        self, customer_id: str | None, conversation_id: str | None
    ) -> Sequence[ProductFeedback]:
        """What a proven customer told anywhere and what was told in a conversation, newest first.

        What another customer told in the same conversation is left out; empty where both are None.
        """


class IdentityTries(Protocol):
    """How often a conversation tried to prove who it is."""

    async def in_last_hour(self, conversation_id: str, now: datetime) -> int:
        """Failed tries within the hour before `now`."""


class IdentityLinks(Protocol):
    """One-time links that let the shop's own login prove who a conversation is."""

    def link_for(self, conversation_id: str, event_id: str) -> str | None:
        """A link to send, None where the shop has no login page set up.

        The same event gives the same link (a signed token, no row written), so that an action may
        ask for it.
        """


@dataclass(frozen=True, slots=True)
class RefillFacts:
    """What an action may know of refills."""

    refill_id: str
    product_id: str | None
    status: str
    due_on: str


class RefillDates(Protocol):
    """When a customer's products run low, as told or put off by them."""

    async def due_dates(self, customer_id: str) -> Mapping[str, date]:
        """Product → the day its waiting refill is due."""


class Refills(Protocol):
    """A shopper's refills."""

    async def find_next(self, conversation_id: str, customer_id: str | None) -> RefillFacts | None:
        """The one just nudged, else the next due; None when there is none."""


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


class Inbox(Protocol):
    """Where channels put what came in."""

    async def accept(self, events: Sequence[IncomingEvent]) -> None:
        """Store each new event and defer its job in one transaction; repeats are left out.

        Returns when it is committed; work happens later.
        """


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took the message; its own id for it where it tells."""

    platform_message_id: str | None = None


class Sender(Protocol):
    """A channel's way out."""

    channel: Channel
    max_batch: int  # how many messages `send_all` takes at once

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Deliver 1 to `max_batch` messages of one event, in order: all of them or none.

        Cards and buttons degrade to what the channel can. The same messages must stay together
        when they are sent again, for the first one's id is the platform's retry key.

        Returns:
            One `Sent` for each message.

        Raises:
            DeliveryRefusedError: never; DeliveryDeferredError: later;
            DeliveryUncertainError: nobody knows. Each of them means all messages given.
        """

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:
        """Whether a try that was cut off (a killed process) may be made again without a double.

        Asked for a message whose try at `tried_at` left no outcome (its `attempts` count that
        try); where the answer is False the outcome is uncertain.
        """

    async def show_typing(self, conversation_id: str) -> None:
        """Show that an answer is being written; never raises."""


class Pictures(Protocol):
    """Where a product's picture can be fetched by a platform."""

    def url_of(self, card: ProductCard) -> str | None:
        """A public https address, None when we have none."""


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored message at its turn to be sent.

    `tried_at` is set where a process began to send it and died before it knew the end.
    """

    message: OutgoingMessage
    owner: Owner
    whoever_owns: bool
    stored_at: datetime
    tried_at: datetime | None = None


class DeliveryStore(Protocol):
    """What delivery reads and writes."""

    async def next_batch(self, conversation_id: str, now: datetime) -> Sequence[Waiting]:
        """The pending messages of the oldest unsent answer, in order; empty when none is due."""

    async def begin(self, batch: Sequence[Waiting], now: datetime) -> bool:
        """Note, before sending, that it is tried now; False where another process was quicker.

        A process that stood still past its heartbeat is taken for dead and its job runs elsewhere;
        when it wakes it must not send what was sent meanwhile.
        """

    async def record(
        self,
        ids: Sequence[str],
        delivery: Delivery,
        now: datetime,
        reason: str | None = None,
        platform_ids: Sequence[str | None] = (),
    ) -> None:
        """Note what became of messages."""

    async def postpone(self, ids: Sequence[str], until: datetime, reason: str) -> None:
        """Leave messages pending until a later time."""


@dataclass(frozen=True, slots=True)
class DueRefill:
    """A refill whose day has come, with the conversation that would be nudged."""

    refill: Refill
    recipient: Recipient | None
    language: Language
    owner: Owner = Owner.ASSISTANT


class NudgeStore(Protocol):
    """What nudging reads and writes."""

    async def find_due(self, refill_id: int, today: date) -> DueRefill | None:
        """A refill that is due and waits; None when it was nudged, put off or stopped."""

    async def suppress(self, refill_id: int, reason: str) -> None:
        """Note that a due nudge is never sent, and why."""

    async def store_nudge(
        self, due: DueRefill, reply: Reply, pending: PendingQuestion, now: datetime
    ) -> bool:
        """Store the nudge and mark the refill as sent, once; False where it no longer waits."""
