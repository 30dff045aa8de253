"""When people answer, in words; and what a shopper in the queue hears."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.languages import Language
from bot.domain.messages import Reply
from bot.domain.ports import Wording
from bot.domain.shop import OpeningHours, ShopFacts
from bot.services.speech import Speech


def hours_text(hours: OpeningHours | None, now: datetime, speech: Speech) -> str:
    """Open now, or when the shop opens next; unknown hours are said to be unknown."""
    if hours is None:
        return speech.text("hours_unknown")
    if hours.is_open(now):
        return speech.text("hours_open_now")
    opens = hours.next_opening(now)
    if opens is None:
        return speech.text("hours_unknown")
    return speech.text("hours_open_next", opens=opens)


@dataclass(frozen=True, slots=True)
class QueueWords:
    """Words for a shopper who waits for a person."""

    wording: Wording
    shop: ShopFacts

    def notice(self, language: Language, now: datetime) -> Reply:
        """That a person will answer, and within which hours."""
        speech = Speech(self.wording, language)
        hours = hours_text(self.shop.opening_hours, now, speech)
        return speech.reply("utter_queue_waiting", hours=hours)

    def short_notice(self, language: Language) -> Reply:
        """That the message was added."""
        return Speech(self.wording, language).reply("utter_queue_still")
