"""Reading what a platform sent without trusting any of it.

`find_…` answers None where a field is missing or not what it should be, `get_…` raises. Ids are
kept only when they are short and printable: they become keys in the database.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.errors import InputError
from bot.domain.messages import EventKind, IncomingEvent
from channels.text import clean_text, shorten

Json = dict[str, Any]

_ID = re.compile(r"[!-~]{1,255}")
_CLOCK_SKEW = timedelta(days=1)
_LONGEST_ADDRESS = 2_000


class MalformedError(InputError):
    """A part of a webhook's body is not what the platform's documents promise."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one event says, before it is known whose it is."""

    kind: EventKind
    text: str = ""
    label: str | None = None
    message_id: str | None = None
    details: Json = field(default_factory=dict)


def parse_object(body: bytes) -> Json:
    """Read a JSON object in UTF-8.

    Raises:
        MalformedError: it is something else, or nested too deeply to be read.
    """
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise MalformedError("the body is not UTF-8") from None
    except RecursionError:
        raise MalformedError("the body is nested too deeply") from None
    except ValueError:
        raise MalformedError("the body is not JSON") from None
    if not isinstance(value, dict):
        raise MalformedError("the body is not a JSON object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def as_object(item: Any) -> Json:
    """The item, as it must be an object; raises MalformedError."""
    if not isinstance(item, dict):
        raise MalformedError("the event is not an object")
    return item


def get_items(value: Mapping[str, Any], key: str) -> list[Any]:
    """The list at `key`; raises MalformedError."""
    items = value.get(key)
    if not isinstance(items, list):
        raise MalformedError(f"{key} is not a list")
    return items


def get_object(value: Mapping[str, Any], key: str) -> Json:
    """The object at `key`; raises MalformedError."""
    item = value.get(key)
    if not isinstance(item, dict):
        raise MalformedError(f"{key} is not an object")
    return item


def find_object(value: Mapping[str, Any], key: str) -> Json:
    """The object at `key`, empty where there is none."""
    item = value.get(key)
    return item if isinstance(item, dict) else {}


def get_text(value: Mapping[str, Any], key: str) -> str:
    """The text at `key`, cleaned; raises MalformedError."""
    text = value.get(key)
    if not isinstance(text, str):
        raise MalformedError(f"{key} is not a text")
    return clean_text(text)


def find_word(value: Mapping[str, Any], key: str, limit: int = 100) -> str | None:
    """A short text at `key` in one line: a name, a keyword, a type."""
    text = value.get(key)
    return shorten(text, limit) or None if isinstance(text, str) else None


def find_words(value: Mapping[str, Any], key: str, limit: int = 15) -> list[str]:
    """The short texts in the list at `key`, at most `limit` of them."""
    items = value.get(key)
    texts = items if isinstance(items, list) else []
    return [shorten(text, 100) for text in texts[:limit] if isinstance(text, str)]


def find_address(value: Mapping[str, Any], key: str) -> str | None:
    """A web address at `key`."""
    text = value.get(key)
    is_address = isinstance(text, str) and len(text) <= _LONGEST_ADDRESS and text.isprintable()
    return text if is_address else None


def find_id(value: Mapping[str, Any], key: str) -> str | None:
    """An id at `key`; platforms write some as numbers."""
    item = value.get(key)
    text = str(item) if isinstance(item, int) and not isinstance(item, bool) else item
    return text if isinstance(text, str) and _ID.fullmatch(text) else None


def get_id(value: Mapping[str, Any], key: str) -> str:
    """An id at `key`; raises MalformedError."""
    found = find_id(value, key)
    if found is None:
        raise MalformedError(f"{key} is not an id")
    return found


def to_time(milliseconds: Any, now: datetime) -> datetime:
    """Unix milliseconds as a time; `now` where they are none or lie beyond tomorrow."""
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        return now
    latest = (now + _CLOCK_SKEW).timestamp() * 1000
    if not 0 < milliseconds <= latest:
        return now
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def without_blanks(details: Mapping[str, Any]) -> Json:
    """The details that are known."""
    return {key: value for key, value in details.items() if value not in (None, [], "")}


def place_id(body: bytes, index: int) -> str:
    """An id for the event that stood there, where the platform's own is missing."""
    return f"{hashlib.sha256(body).hexdigest()[:32]}-{index}"


def to_faulty(error: MalformedError) -> Content:
    """What is left of an event that cannot be read: why."""
    return Content(EventKind.OTHER, details={"fault": str(error)})


def faults_of(events: Sequence[IncomingEvent]) -> list[str]:
    """Why some of the events could not be read, as their translation noted it."""
    return [
        event.details["fault"] for event in events if event.details and "fault" in event.details
    ]
