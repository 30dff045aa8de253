"""The web's way out: there is nothing to push, the shopper's socket reads the stored messages."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import DeliveryDeferredError
from bot.domain.messages import Channel, OutgoingMessage
from bot.domain.ports import Sent

# Nothing here is waited for, so looking again soon would be work for nothing.
LOOK_AGAIN_SECONDS = 86_400.0


class WebSender:
    """Leaves every message pending; it becomes sent when the shopper's page says it shows it."""

    channel = Channel.WEB
    max_batch = 100

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Always "later": `ConversationFeed.mark_seen` is what makes a web message sent."""
        raise DeliveryDeferredError(
            f"{len(messages)} waiting for the shopper's page to show them", LOOK_AGAIN_SECONDS
        )

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:  # noqa: ARG002 - the port's
        """A try does nothing, so repeating it doubles nothing."""
        return True

    async def show_typing(self, conversation_id: str) -> None:
        """The socket shows it by itself, right after it took a message."""
