"""Messages with the intent and the tags that people gave them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.errors import InputError
from bot.domain.languages import Language, detect_language
from bot.domain.tags import INTENTS, Understanding


@dataclass(frozen=True, slots=True)
class GoldMessage:
    """One message as people read it; `also` are intents that are right too."""

    id: str
    text: str
    language: str
    intent: str
    also: frozenset[str]
    tags: Mapping[str, Any]

    def accepts(self, intent: str) -> bool:
        """Whether the intent is right."""
        return intent == self.intent or intent in self.also


@dataclass(frozen=True, slots=True)
class Reading:
    """A gold message and how the assistant read it, in how many milliseconds."""

    gold: GoldMessage
    said: Understanding
    milliseconds: float

    @property
    def is_right(self) -> bool:
        """Whether the assistant's intent is right."""
        return self.gold.accepts(self.said.intent)

    @property
    def scored_intent(self) -> str:
        """The intent to hold the assistant's against: its own where that is right too."""
        return self.said.intent if self.is_right else self.gold.intent


def read_text(path: Path) -> str:
    """The file's text.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text.") from None


def read_gold(path: Path) -> Sequence[GoldMessage]:
    """The messages of a JSON Lines file: text, intent, tags; also, language (or lang), id if given.

    Raises:
        InputError: a line is no such object; the sentence names it.
    """
    lines = enumerate(read_text(path).split("\n"), 1)
    messages = [_to_gold(line, n, path.name) for n, line in lines if line.strip()]
    if not messages:
        raise InputError(f"{path} holds no message.")
    return messages


def _to_gold(line: str, number: int, file: str) -> GoldMessage:
    place = f"{file}, line {number}"
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        raise InputError(f"{place} is not JSON.") from None
    if not _has_shape(value):
        raise InputError(f'{place}: write {{"text": "…", "intent": "…", "tags": {{…}}}}.')
    also = value.get("also") or []
    also = [also] if isinstance(also, str) else also
    for intent in (value["intent"], *also):
        if intent not in INTENTS:
            raise InputError(f"{place}: {intent!r} is no intent of the taxonomy.")
    language = value.get("language") or value.get("lang") or detect_language(value["text"])
    return GoldMessage(
        id=str(value.get("id", number)),
        text=value["text"],
        language=language.value if isinstance(language, Language) else str(language),
        intent=value["intent"],
        also=frozenset(also),
        tags=value.get("tags") or {},
    )


def _has_shape(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and isinstance(value.get("intent"), str)
        and isinstance(value.get("tags") or {}, dict)
        and isinstance(value.get("also") or [], (str, list))
    )
