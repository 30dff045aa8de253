"""Speaking in one language: wording, names of canonical values, lists and dates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.errors import NotFoundError
from bot.domain.languages import Language
from bot.domain.messages import QuickReply, Reply
from bot.domain.ports import Wording
from bot.domain.products import in_language

MAX_LABEL = 20

_COMMA = {Language.EN: ", ", Language.ZH: "、", Language.JA: "、", Language.TH: ", "}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


class Speech:
    """What a service says with, in the shopper's language."""

    def __init__(self, wording: Wording, language: Language) -> None:
        self._wording = wording
        self.language = language

    def text(self, response: str, **values: Any) -> str:
        """The words of a response; lists and dates among the values are made readable."""
        shown = {name: self._shown(value) for name, value in values.items()}
        return self._wording.text(response, self.language, **shown)

    def buttons(self, response: str) -> tuple[QuickReply, ...]:
        """The quick replies of a response."""
        return self._wording.quick_replies(response, self.language)

    def reply(self, response: str, **values: Any) -> Reply:
        """Words and quick replies of a response."""
        return Reply(self.text(response, **values), quick_replies=self.buttons(response))

    def label(self, tag: str, value: str) -> str:
        """The name of a canonical value ("acne" of concern), else the value itself."""
        found = self.find_text(f"label_{tag}_{value.replace(' ', '_')}")
        return found or value.replace("_", " ")

    def find_text(self, response: str) -> str | None:
        """The words of a response without values, None where none are kept."""
        try:
            return self._wording.text(response, self.language)
        except NotFoundError:
            return None

    def labels(self, tag: str, values: Iterable[str]) -> str:
        """Names of canonical values as a list to read."""
        return self.listed([self.label(tag, value) for value in values])

    def listed(self, items: Sequence[str]) -> str:
        """A list to read, with the language's own comma."""
        return _COMMA[self.language].join(items)

    def of(self, texts: Mapping[Language, str]) -> str:
        """The text in this language, else in English, else any."""
        return in_language(texts, self.language)

    def day(self, day: date) -> str:
        """A date as it is read: "5 December 2026", "2026年12月5日", "5/12/2026"."""
        if self.language in (Language.ZH, Language.JA):
            return f"{day.year}年{day.month}月{day.day}日"
        if self.language is Language.TH:
            return f"{day.day}/{day.month}/{day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, moment: datetime) -> str:
        """A day and a time."""
        return f"{self.day(moment.date())} {moment:%H:%M}"

    def _shown(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return self.moment(value)
        return self.day(value) if isinstance(value, date) else value


def to_label(text: str) -> str:
    """A text cut to what fits on a button."""
    return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1].rstrip() + "…"


def as_sentence(text: str) -> str:
    """A text that may begin with a common noun ("niacinamide and …") as a sentence begins."""
    return text[:1].upper() + text[1:]


def in_paragraphs(lines: Iterable[str]) -> str:
    """Lines of an answer, empty ones left out."""
    return "\n".join(line for line in lines if line)
