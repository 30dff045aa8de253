"""`dropwise chat`: talk to the assistant, or play conversations from a file.

Everything is real (PostgreSQL, jobs, Rasa, actions) but the sending, in a scratch database that
holds a copy of the shop's products.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import typer
from pydantic import ValidationError

from bot.adapters.clock import SceneClock
from bot.adapters.postgres import running_database
from bot.adapters.scenes import PlayedTurn, Scene, Stage
from bot.adapters.scratch_databases import create_scratch_database, drop_database
from bot.adapters.store.changes import Changes
from bot.adapters.store.engine import make_engine
from bot.adapters.store.inbox import PostgresInbox
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.bootstrap.foundation import Foundation, open_foundation
from bot.commands.knowledge import learn_knowledge_base, take_over_vectors
from bot.commands.machine import given_rasa, running_worker
from bot.commands.shop import shop_products
from bot.domain.errors import InputError, UnavailableError
from bot.domain.languages import Language
from bot.domain.messages import Channel, EventKind, IncomingEvent, OutgoingMessage
from bot.domain.ports import Sent
from bot.settings import Settings, load_settings

TURN_SECONDS = 90.0
_KINDS = {"text": EventKind.TEXT, "postback": EventKind.POSTBACK}
_KINDS |= {"sticker": EventKind.STICKER, "image": EventKind.IMAGE}


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation to play."""

    id: str
    channel: Channel
    turns: tuple[tuple[EventKind, str], ...]
    scene: Scene


class SilentSender:
    """Takes every message: what was sent is read from the database."""

    max_batch = 5

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    async def send_all(self, messages: Sequence[OutgoingMessage]) -> Sequence[Sent]:
        """Nothing leaves this machine."""
        return [Sent() for _ in messages]

    def is_repeatable(self, message: OutgoingMessage, tried_at: datetime) -> bool:  # noqa: ARG002
        """A try does nothing, so repeating it doubles nothing."""
        return True

    async def show_typing(self, conversation_id: str) -> None:
        """Nobody watches."""


@dataclass
class Player:
    """Plays turns one at a time through the inbox, the jobs and the turn engine."""

    base: Foundation
    inbox: PostgresInbox
    stage: Stage
    changes: Changes
    scenes: dict[str, datetime]
    names: dict[str, str] = field(default_factory=dict)

    async def begin(self, script: Script) -> str:
        """Set the scene of a conversation and return its id."""
        conversation_id = f"{script.channel.value}:play-{uuid4().hex[:12]}"
        now = script.scene.now or datetime.now(UTC)
        if now.tzinfo is None:
            now = now.replace(tzinfo=self.base.shop.zone)
        if script.scene.now:
            self.scenes[conversation_id] = now
        await self.stage.set(
            conversation_id, script.channel, script.scene, now.astimezone(self.base.shop.zone)
        )
        return conversation_id

    async def say(self, conversation_id: str, kind: EventKind, words: str) -> PlayedTurn:
        """Play one turn to its end.

        Raises:
            UnavailableError: it did not end in time.
        """
        event = IncomingEvent(
            event_id=f"{conversation_id}:{uuid4().hex[:12]}",
            conversation_id=conversation_id,
            channel=Channel(conversation_id.partition(":")[0]),
            kind=kind,
            occurred_at=datetime.now(UTC),
            text=words if kind in (EventKind.TEXT, EventKind.POSTBACK) else "",
        )
        async with self.changes.of(conversation_id) as news:
            await self.inbox.accept([event])
            try:
                async with asyncio.timeout(TURN_SECONDS):
                    while not await self.stage.has_ended(event.event_id):
                        await _next_or_soon(news)
            except TimeoutError:
                raise UnavailableError(
                    f"A turn did not end within {TURN_SECONDS:.0f} s; see var/log."
                ) from None
        return await self.stage.read(conversation_id, event.event_id)


async def _next_or_soon(news: AsyncIterator[None]) -> None:
    """Wait for news, but look again soon in any case: a notice may be lost."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await anext(news)


async def chat(file: Path | None) -> None:
    """Play a file of conversations, or talk at the terminal."""
    scripts = read_scripts(file) if file else None
    settings = load_settings()
    with running_database(settings) as shop_url:
        products = await shop_products(settings, shop_url)
        await learn_knowledge_base(settings, shop_url)
        scratch = create_scratch_database(shop_url)
        try:
            upgrade(scratch)
            await take_over_vectors(shop_url, scratch)
            async with _open_player(settings, scratch, products) as player:
                await (_talk(player) if scripts is None else _play_all(player, scripts))
        finally:
            drop_database(scratch)


@contextlib.asynccontextmanager
async def _open_player(
    settings: Settings, scratch: str, products: Sequence[Any]
) -> AsyncIterator[Player]:
    engine = make_engine(scratch)
    await PostgresProducts(engine).save(products)
    await engine.dispose()
    scenes: dict[str, datetime] = {}
    async with open_foundation(
        settings, scratch, lambda shop: SceneClock(shop.zone, scenes)
    ) as base:
        senders = {channel: SilentSender(channel) for channel in Channel}
        async with running_worker(base, senders, **given_rasa(settings)):
            changes = Changes(scratch)
            listening = asyncio.create_task(changes.run())
            stage = Stage(base.engine, lambda name: _find_id(base, name))
            inbox = PostgresInbox(base.engine, base.jobs.defer_events)
            try:
                yield Player(base, inbox, stage, changes, scenes)
            finally:
                listening.cancel()


def _find_id(base: Foundation, name: str) -> str | None:
    found = base.catalogue.match_names(name, Language.EN) if name else ()
    return found[0].id if found else None


async def _play_all(player: Player, scripts: Sequence[Script]) -> None:
    for number, script in enumerate(scripts, 1):
        conversation_id = await player.begin(script)
        turns = []
        for kind, words in script.turns:
            played = await player.say(conversation_id, kind, words)
            turns.append(to_turn_json(words, kind, played))
        print(json.dumps({"id": script.id, "turns": turns}, ensure_ascii=False), flush=True)  # noqa: T201
        if sys.stderr.isatty():
            typer.echo(f"\r{number}/{len(scripts)} conversations", nl=False, err=True)


def to_turn_json(words: str, kind: EventKind, played: PlayedTurn) -> dict[str, Any]:
    """A turn in the contract's shape."""
    turn = played.turn
    return {
        "shopper": words if kind is EventKind.TEXT else {kind.value: words},
        "language": turn.get("language"),
        "intent": turn.get("intent"),
        "confidence": turn.get("confidence"),
        "tags": turn.get("tags", {}),
        "kind": turn.get("kind") or "none",
        "replies": list(played.replies),
        "state": dict(played.state),
    }


async def _talk(player: Player) -> None:
    """A conversation at the terminal; an empty line or Ctrl-D ends it."""
    scene = Script("terminal", Channel.TERMINAL, (), Scene())
    conversation_id = await player.begin(scene)
    typer.echo("Write to the assistant; Ctrl-D ends.")
    while words := await asyncio.to_thread(_read_line):
        played = await player.say(conversation_id, EventKind.TEXT, words)
        for reply in played.replies:
            typer.echo(shown(reply))


def _read_line() -> str:
    try:
        return input("> ").strip() or " "
    except EOFError:
        return ""


def shown(reply: Mapping[str, Any]) -> str:
    """A reply as lines of text."""
    lines = [reply["text"]] if reply["text"] else []
    for product in reply["products"]:
        lines.append(f"  • {product['name']} · {product['currency']} {product['price']}")
        lines += [f"      {reason}" for reason in product["reasons"]]
    if reply["quick_replies"]:
        lines.append("  [" + "] [".join(reply["quick_replies"]) + "]")
    return "\n".join(lines)


def read_scripts(file: Path) -> list[Script]:
    """The conversations of a JSON Lines file; raises InputError naming the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read as UTF-8 text: {error}.") from None
    return [_to_script(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _to_script(file: Path, number: int, line: str) -> Script:
    place = f"{file}, line {number}"
    try:
        value = json.loads(line)
        turns = tuple(_to_turn(turn) for turn in value["turns"])
        channel = Channel(value.get("channel") or Channel.TERMINAL)
        scene = Scene.model_validate(value.get("given") or {})
        return Script(str(value.get("id", number)), channel, turns, scene)
    except ValidationError as error:
        fault = error.errors()[0]
        field_name = ".".join(str(part) for part in fault["loc"])
        raise InputError(f"{place}: given.{field_name}: {fault['msg']}.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f'{place}: write {{"id": "…", "turns": ["…"]}} ({type(error).__name__}: {error}).'
        ) from None


def _to_turn(turn: Any) -> tuple[EventKind, str]:
    if isinstance(turn, str):
        return EventKind.TEXT, turn
    [(name, value)] = [(name, turn[name]) for name in _KINDS if name in turn]
    return _KINDS[name], str(value)
