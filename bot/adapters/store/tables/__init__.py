"""The tables of the one database, as SQLAlchemy sees them; migrations/ makes them.

Rows are named after the domain's words. Personal data stands in conversations, events,
outgoing_messages, profiles, consents, handoffs, refills, feedback, adverse_events, customers and
orders; forgetting a customer means these tables and Rasa's own `events` (in the schema `rasa`).
Reviews go with their events. What customers buy together is learnt anew every night from what is
there then, and names no customer.
"""

from bot.adapters.store.tables.base import (
    Base,
)
from bot.adapters.store.tables.conversations import (
    AgentRow,
    ConsentRow,
    ConversationRow,
    EventRow,
    HandoffRow,
    OutgoingMessageRow,
    ProfileRow,
    ReviewRow,
)
from bot.adapters.store.tables.customers import (
    AdverseEventRow,
    CustomerRow,
    FeedbackRow,
    IdentityTryRow,
    OrderLineRow,
    OrderRow,
    ProductRow,
    RefillRow,
    UsedLinkRow,
)
from bot.adapters.store.tables.kept import (
    ArtifactRow,
    EmbeddingRow,
    SecretRow,
)

__all__ = [
    "AdverseEventRow",
    "AgentRow",
    "ArtifactRow",
    "Base",
    "ConsentRow",
    "ConversationRow",
    "CustomerRow",
    "EmbeddingRow",
    "EventRow",
    "FeedbackRow",
    "HandoffRow",
    "IdentityTryRow",
    "OrderLineRow",
    "OrderRow",
    "OutgoingMessageRow",
    "ProductRow",
    "ProfileRow",
    "RefillRow",
    "ReviewRow",
    "SecretRow",
    "UsedLinkRow",
]
