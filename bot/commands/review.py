"""`dropwise review`: messages that were not read well, and what a person says they mean."""

import contextlib
import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import typer

from bot.adapters.postgres import running_database
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.reviews import PostgresReviews
from bot.domain.errors import InputError
from bot.domain.reviews import ReviewedMessage, to_intent
from bot.settings import load_settings

_ONE_AFTER_THE_OTHER = 500
_SHOWN_CHARACTERS = 120


async def show(limit: int, *, settled_too: bool, as_json: bool) -> None:
    """List what is to be labelled, newest first."""
    async with _opened() as reviews:
        messages = await reviews.to_review(limit, settled_too=settled_too)
    for message in messages:
        typer.echo(_to_line(message) if as_json else f"{to_text(message)}\n")
    if not as_json:
        typer.echo(_what_next(len(messages)))


async def label(number: int, intent: str) -> None:
    """Say what one message means."""
    name = to_intent(intent)
    async with _opened() as reviews:
        await reviews.label(number, name, datetime.now(UTC))
    typer.echo(f"{number} means {name}. `dropwise train --with-reviews` learns from it.")


async def ignore(number: int) -> None:
    """Take one message off the list; nothing is learned from it."""
    async with _opened() as reviews:
        await reviews.label(number, None, datetime.now(UTC))
    typer.echo(f"{number} is off the list.")


async def each() -> None:
    """Label one message after the other at a terminal.

    Raises:
        InputError: nobody is there to answer.
    """
    if not sys.stdin.isatty():
        raise InputError("Nobody is there to answer: use `dropwise review label NUMBER INTENT`.")
    async with _opened() as reviews:
        messages = await reviews.to_review(_ONE_AFTER_THE_OTHER)
        for message in messages:
            typer.echo(f"\n{to_text(message)}\n{to_menu(message)}")
            answer = _ask(message)
            if answer is None:
                break
            if answer != _SKIP:
                await reviews.label(message.number, answer or None, datetime.now(UTC))
    typer.echo("Done. `dropwise train --with-reviews` learns from the labels.")


_SKIP = "skip"
_IGNORE = ""


def _ask(message: ReviewedMessage) -> str | None:
    """An intent, _IGNORE, _SKIP, or None to stop; asked again until it is one of them."""
    while True:
        try:
            return to_decision(message, input("> "))
        except EOFError:
            return None
        except InputError as error:
            typer.echo(str(error))


def to_decision(message: ReviewedMessage, typed: str) -> str | None:
    """What a person's answer decides: an intent, "" to ignore, "skip", None to stop.

    Raises:
        InputError: it is none of these.
    """
    words = typed.strip().lower()
    if words.isdecimal() and 1 <= int(words) <= len(message.suggestions):
        return message.suggestions[int(words) - 1][0]
    commands: dict[str, str | None] = {"": _SKIP, "s": _SKIP, "i": _IGNORE, "q": None}
    return commands[words] if words in commands else to_intent(words)


def to_menu(message: ReviewedMessage) -> str:
    """What can be answered, on one line."""
    numbered = "  ".join(
        f"[{place}] {intent} {confidence:.0%}"
        for place, (intent, confidence) in enumerate(message.suggestions, 1)
    )
    return f"{numbered}  [s]kip  [i]gnore  [q]uit, or an intent's name"


def to_text(message: ReviewedMessage) -> str:
    """One message as a person reads it."""
    head = (
        f"{message.number}  {message.language.value}  {message.at:%Y-%m-%d %H:%M}  {message.why}"
        f"  read as {message.intent} {message.confidence:.0%}"
    )
    lines = [head, f"  “{_shown(message.text)}”", f"  answered: {_shown(message.answered)}"]
    if message.between:
        chosen = message.chosen or "nothing"
        lines.append(f"  asked: {' or '.join(message.between)}; chosen: {chosen}")
    if message.label:
        by = message.labelled_by or "you"
        lines.append(f"  corrected by {by}: {message.label}")
    return "\n".join(lines)


def _shown(text: str) -> str:
    """On one line; control characters could play tricks on a terminal."""
    words = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[: _SHOWN_CHARACTERS - 1]}…"


def _to_line(message: ReviewedMessage) -> str:
    values: dict[str, Any] = {
        "number": message.number,
        "language": message.language.value,
        "text": message.text,
        "why": message.why.value,
        "intent": message.intent,
        "confidence": round(message.confidence, 4),
        "suggestions": [list(pair) for pair in message.suggestions],
        "between": list(message.between),
        "chosen": message.chosen,
        "answered": message.answered,
        "label": message.label,
    }
    return json.dumps(values, ensure_ascii=False)


def _what_next(count: int) -> str:
    if not count:
        return "Nothing to review."
    return (
        "Label one with `dropwise review label NUMBER INTENT`, take one off with `dropwise review "
        "ignore NUMBER`, or go through all with `dropwise review each`."
    )


@contextlib.asynccontextmanager
async def _opened() -> AsyncIterator[PostgresReviews]:
    settings = load_settings()
    with running_database(settings) as url:
        upgrade(url)
        engine = make_engine(url, pool_size=1)
        try:
            yield PostgresReviews(engine)
        finally:
            await engine.dispose()
