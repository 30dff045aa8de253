"""`dropwise import catalogue` and `dropwise import orders`."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import typer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.clock import SystemClock
from bot.adapters.imports.catalogue import import_catalogue
from bot.adapters.imports.columns import to_column_map
from bot.adapters.imports.orders import import_orders
from bot.adapters.imports.report import FlaggedLine, ImportOptions, ImportReport
from bot.adapters.postgres import running_database
from bot.adapters.shop_file import load_shop_file
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.demo.load import demo_product_ids
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.settings import load_settings
from knowledge.ingredients import IngredientTable

Import = Callable[[AsyncEngine, ImportOptions], Awaitable[ImportReport]]
_SHOWN_REJECTIONS = 20


async def catalogue(
    file: Path, columns: Sequence[str], currency: str | None, language: str | None, *, dry_run: bool
) -> None:
    """Import a catalogue and say what changed."""

    async def run(engine: AsyncEngine, options: ImportOptions) -> ImportReport:
        products = PostgresProducts(engine)
        # A shop's own catalogue takes the demo shop's place.
        options = replace(options, replaces=demo_product_ids())
        return await import_catalogue(file, options, products, IngredientTable.load())

    await _import(run, columns, currency, language, dry_run=dry_run)


async def orders(
    file: Path, columns: Sequence[str], currency: str | None, language: str | None, *, dry_run: bool
) -> None:
    """Import orders and say what changed."""
    clock = SystemClock(load_shop_file(load_settings().shop_file).zone)

    async def run(engine: AsyncEngine, options: ImportOptions) -> ImportReport:
        return await import_orders(file, options, engine, clock.now())

    await _import(run, columns, currency, language, dry_run=dry_run)


async def _import(
    run: Import,
    columns: Sequence[str],
    currency: str | None,
    language: str | None,
    *,
    dry_run: bool,
) -> None:
    settings = load_settings()
    shop = load_shop_file(settings.shop_file)
    options = ImportOptions(
        columns=to_column_map(columns),
        currency=currency.upper() if currency else None,
        shop_currency=shop.currency,
        language=to_language(language),
        timezone=shop.zone,
        dry_run=dry_run,
    )
    with running_database(settings) as url:
        upgrade(url)
        engine = make_engine(url, pool_size=1)
        try:
            report = await run(engine, options)
        finally:
            await engine.dispose()
    _tell(report, dry_run=dry_run)


def to_language(name: str | None) -> Language | None:
    """A language by its code; raises InputError for another word."""
    if name is None:
        return None
    try:
        return Language(name.lower())
    except ValueError:
        raise InputError(f"Write en, zh, ja or th, not {name!r}.") from None


def _tell(report: ImportReport, *, dry_run: bool) -> None:
    would = "Nothing was written; an import would have: " if dry_run else ""
    typer.echo(
        f"{would}{report.read} rows read, {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged, {len(report.rejected)} rejected"
        + (f", {report.removed} removed" if report.removed else "")
    )
    for rejection in report.rejected[:_SHOWN_REJECTIONS]:
        typer.echo(f"  line {rejection.line}: {rejection.reason}")
    if len(report.rejected) > _SHOWN_REJECTIONS:
        typer.echo(f"  and {len(report.rejected) - _SHOWN_REJECTIONS} more")
    if report.flagged:
        _tell_flagged(report.flagged)


def _tell_flagged(flagged: Sequence[FlaggedLine]) -> None:
    products = len({line.copy.product_id for line in flagged})
    typer.echo(
        f"{len(flagged)} unlawful claims in the copy of {products} products: the products are "
        "sold, the copy is not shown (`dropwise lint claims FILE` tells lawful words)"
    )
    for line in flagged[:_SHOWN_REJECTIONS]:
        copy = line.copy
        typer.echo(
            f"  line {line.line}: {copy.product_name}, {copy.field}: "
            f"“{copy.claim.phrase}” ({copy.claim.kind.value})"
        )
    if len(flagged) > _SHOWN_REJECTIONS:
        typer.echo(f"  and {len(flagged) - _SHOWN_REJECTIONS} more")
