"""`dropwise train`: the model of the shipped data, with or without what the shop labelled."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import typer
from rich.console import Console

from bot.adapters.models import Models
from bot.adapters.postgres import running_database
from bot.adapters.rasa import RasaAssistant
from bot.adapters.rasa_process import free_port
from bot.adapters.store.artifacts import PostgresArtifacts
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.reviews import PostgresReviews
from bot.commands.models import ensure_model, model_id, models_of, running_rasa, trainer
from bot.domain.errors import InputError
from bot.domain.reviews import Lesson
from bot.evaluation.before_after import Scores, is_worse, to_scores, to_table
from bot.evaluation.gold import GoldMessage, Reading, read_gold
from bot.settings import REPOSITORY_ROOT, Settings, load_settings

DEVELOPMENT_SET = REPOSITORY_ROOT / "data" / "evaluation" / "nlu_dev.jsonl"
# Parsing runs no action: nobody answers at that address, and nobody asks.
_NOWHERE = "http://127.0.0.1:9/webhook"


async def train(*, with_reviews: bool, without_reviews: bool, activate: bool) -> None:
    """Train where nobody has yet; running processes swap to it within seconds.

    Raises:
        InputError: the options contradict each other, or nothing is labelled.
    """
    if with_reviews and without_reviews:
        raise InputError("Choose one of --with-reviews and --without-reviews.")
    settings = load_settings()
    with running_database(settings) as url:
        upgrade(url)
        engine = make_engine(url, pool_size=2)
        try:
            reviews = PostgresReviews(engine)
            if with_reviews:
                models = models_of(settings, PostgresArtifacts(engine))
                await _with_reviews(settings, url, reviews, models, activate=activate)
                return
            if without_reviews:
                await reviews.set_learned(learned=False)
            path = await ensure_model(settings, url)
        finally:
            await engine.dispose()
    typer.echo(f"The model {_short(path)} is in use.")


async def _with_reviews(
    settings: Settings, url: str, reviews: PostgresReviews, models: Models, *, activate: bool
) -> None:
    lessons = await reviews.lessons(learned_only=False)
    if not lessons:
        raise InputError("No message is labelled yet: label some with `dropwise review` first.")
    now = await ensure_model(settings, url)
    candidate = models.path_of(model_id(lessons))
    if candidate == now:
        typer.echo(f"The model {_short(now)} in use has learned from all {len(lessons)} labels.")
        return
    if not candidate.exists():
        await trainer(settings, lessons)(candidate)
    before, after = [await _score(settings, url, model) for model in (now, candidate)]
    typer.echo(to_table(before, after))
    if is_worse(before, after) and not activate:
        typer.echo(
            f"{_short(candidate)} understands less than {_short(now)}, which stays in use. Look at "
            "the labels (`dropwise review --all`), or take it all the same with --activate."
        )
        return
    await _put_to_use(settings, url, reviews, lessons)
    typer.echo(f"The model {_short(candidate)} with {len(lessons)} labels is in use.")


async def _put_to_use(
    settings: Settings, url: str, reviews: PostgresReviews, lessons: Sequence[Lesson]
) -> None:
    """Raise InputError where labels changed during the training: what was measured is no more."""
    if await reviews.lessons(learned_only=False) != list(lessons):
        raise InputError("Labels changed during the training: run the command again.")
    await reviews.set_learned(learned=True)
    await ensure_model(settings, url)


async def _score(settings: Settings, url: str, model: Path) -> Scores:
    messages = read_gold(DEVELOPMENT_SET)
    with Console(stderr=True).status(f"Reading {len(messages)} messages with {_short(model)}"):
        async with _reader(settings, url, model) as assistant:
            return to_scores([await _read(assistant, message) for message in messages])


@contextlib.asynccontextmanager
async def _reader(settings: Settings, url: str, model: Path) -> AsyncIterator[RasaAssistant]:
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        running_rasa(settings, url, model, _NOWHERE, free_port()) as server,
    ):
        yield RasaAssistant(server.url, client)


async def _read(assistant: RasaAssistant, message: GoldMessage) -> Reading:
    return Reading(message, await assistant.parse(message.text), 0.0)


def _short(model: Path) -> str:
    base, _, learned = model.name.removesuffix(".tar.gz").partition("-")
    return f"{base[:12]}-{learned}" if learned else base[:12]
