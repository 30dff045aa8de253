"""The time, and the words the shop says."""

from datetime import datetime
from typing import Any, Protocol

from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply


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
