"""Messages a person looks at again, and what the assistant learns from them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.contacts import hide_contacts
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.tags import INTENTS

LONGEST_LESSON = 300


class Why(StrEnum):
    """Why a message is worth a look; the first that holds."""

    CORRECTED = "corrected"
    NOT_UNDERSTOOD = "not understood"
    BETWEEN_TWO = "asked which of two"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ReviewedMessage:
    """A shopper's message with what the assistant made of it.

    Attributes:
        number: short enough to be typed; the message's place in the shop's line of time.
        suggestions: the likeliest intents with their confidences, best first.
        between, chosen: the two that were asked about, and which one the shopper chose.
        answered: what the assistant said to it.
        label, labelled_by: the right intent, and the agent who gave it in the console.
    """

    number: int
    text: str
    language: Language
    intent: str
    confidence: float
    at: datetime
    why: Why
    suggestions: tuple[tuple[str, float], ...] = ()
    between: tuple[str, ...] = ()
    chosen: str | None = None
    answered: str = ""
    label: str | None = None
    labelled_by: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
    """One labelled message as the assistant learns it, personal details replaced."""

    intent: str
    text: str


def to_intent(name: str) -> str:
    """The intent of that name.

    Raises:
        InputError: the taxonomy has none; the sentence lists those it has.
    """
    intent = name.strip().lower()
    if intent not in INTENTS:
        raise InputError(f"{name!r} is no intent. There are: {', '.join(INTENTS)}.")
    return intent


def to_fingerprint(base: str, lessons: Iterable[Lesson]) -> str:
    """Tell a model from others by what it learned: `base`, of all that ships, and the lessons.

    It begins with `base`, so that it shows whether the shipped data is still the same.
    """
    learned = sorted(set(lessons))
    if not learned:
        return base
    digest = hashlib.sha256()
    for lesson in learned:
        digest.update(f"\n{lesson.intent}\t{lesson.text}".encode())
    return f"{base}-{digest.hexdigest()[:16]}"


# What Rasa would read as markup of an entity, or as the short form of an intent.
_MARKUP = re.compile(r"[\[\]{}]|^[\s/-]+")
_LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@[\w.]+")
_LONG_NUMBER = re.compile(r"\d{5,}|\d{4}[ -]\d{4}[ -]\d{3,4}")
_STREET = re.compile(
    r"(?:[一-鿿]{1,6}[縣市])?(?:[一-鿿]{1,5}[區鄉鎮市])?[一-鿿]{1,6}(?:路|街|大道)"
    r"(?:[一二三四五六七八九十\d]+段)?(?:\d+巷)?(?:\d+弄)?\d+(?:之\d+)?號(?:\d+樓)?(?:之\d+)?"
    r"|\b\d+[A-Za-z]?,? (?:[A-Z][\w']+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr)\b\.?"
)
_NAMED = re.compile(
    r"(?P<before>\b(?:my name is|my name's|call me|(?:mr|mrs|ms|miss|dr)\.?) +)[A-Z]?[\w'-]+"
    r"(?: [A-Z][\w'-]+){0,2}"
    r"|(?P<zh>我叫做?|我的?名字(?:是|叫)|姓名[:：是]? ?|收件人(?:姓名)?[:：是] ?|敝姓)[一-鿿]{1,4}"
    r"|(?P<ja>名前は ?)[^\s、。]{1,12}?(?=です|と)"
    r"|(?P<th>(?:ดิฉัน|ผม|หนู|ฉัน)ชื่อ ?)[\u0e00-\u0e7f]{2,20}",
    re.IGNORECASE,
)
_SOMEBODY = {"before": "Alex", "zh": "小美", "ja": "花子", "th": "นิด"}


def to_lesson(
    intent: str, text: str, *, names: Sequence[str | None] = (), order_id: str | None = None
) -> Lesson:
    """A labelled message with nothing in it that tells who wrote it, as far as it can be seen.

    E-mail addresses, phone numbers, links, handles, street addresses, numbers of five digits or
    more, names that introduce themselves, the customer's `names` and the `order_id` found in it
    are replaced by made-up ones, so that the message keeps its shape.
    """
    text = " ".join(_MARKUP.sub(" ", text).split())
    text = _HANDLE.sub("@someone", hide_contacts(_LINK.sub("https://example.com", text)))
    text = _STREET.sub("中山路1號" if _is_chinese(text) else "1 Main Street", text)
    for name in (name for known in names if known for name in (known, *known.split())):
        if len(name) > 1:
            text = re.sub(re.escape(name), _anybody(name), text, flags=re.IGNORECASE)
    text = _NAMED.sub(_to_somebody, text)
    if order_id:
        text = text.replace(order_id, _count_up(order_id))
    text = _LONG_NUMBER.sub(lambda found: _count_up(found.group(0)), text)
    return Lesson(intent, text[:LONGEST_LESSON].strip())


def _is_chinese(text: str) -> bool:
    return bool(re.search(r"[一-鿿]", text))


def _anybody(name: str) -> str:
    return _SOMEBODY["zh" if _is_chinese(name) else "before"]


def _to_somebody(found: re.Match[str]) -> str:
    group = str(found.lastgroup)
    return f"{found.group(group)}{_SOMEBODY[group]}"


def _count_up(number: str) -> str:
    """As many digits, 1, 2, 3 … in their places."""
    digits = iter(range(1, len(number) + 1))
    return re.sub(r"\d", lambda _: str(next(digits) % 10), number)
