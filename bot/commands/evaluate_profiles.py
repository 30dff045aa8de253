"""`dropwise evaluate profiles`: the recommendation engine on made-up shoppers."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.adapters.imports.rows import Row, open_rows
from bot.adapters.imports.shopify import flatten_shopify, is_shopify
from bot.adapters.shop_file import load_shop_file
from bot.bootstrap.foundation import DEMO, load_wording
from bot.domain.errors import InputError
from bot.domain.recommendations import Recommended
from bot.domain.shop import ShopFacts
from bot.evaluation.profile_cases import ProfileCase, make_cases
from bot.evaluation.profile_report import Suite, has_failed, to_report, to_text
from bot.evaluation.profile_rules import to_listing
from bot.evaluation.profile_runs import run_cases
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech
from bot.settings import load_settings
from knowledge.facts import TableFacts
from knowledge.ingredients import IngredientTable


async def profiles(catalogue: Path | None, count: int, seed: int, *, as_json: bool) -> None:
    """Ask for every shopper, look at each offer, print the figures; exit 1 where one is wrong."""
    shop = load_shop_file(load_settings().shop_file)
    with Console(stderr=True, quiet=not sys.stderr.isatty()).status("Reading") as status:
        suite = await make_suite(catalogue or DEMO / "catalogue.jsonl", count, seed, shop, status)
        report = to_report(suite)
    typer.echo(json.dumps(report, ensure_ascii=False) if as_json else to_text(report))
    if has_failed(report):
        raise typer.Exit(1)


async def make_suite(
    catalogue: Path, count: int, seed: int, shop: ShopFacts, status: Any = None
) -> Suite:
    """Read the catalogue, make the shoppers and ask the engine for each.

    Raises:
        InputError: the file cannot be read as a catalogue, or holds no product.
    """
    table = IngredientTable.load()
    options = ImportOptions(shop_currency=shop.currency, timezone=shop.zone)
    reading = read_catalogue(catalogue, options, table)
    if not reading.products:
        raise InputError(f"{catalogue.name} holds no product: give a catalogue's file.")
    rows = {row.line: row.cells for row in _rows(catalogue)}
    listings = {id_: to_listing(rows[line]) for id_, line in reading.lines.items() if line in rows}
    rates = shop.exchange_rates.rates
    first_day = datetime(2026, 1, 1, 12, tzinfo=shop.zone)
    cases = make_cases(reading.products, rates, count, first_day, seed)
    told = status.update if status is not None else lambda _: None
    cards = ProductCards(shop, TableFacts(table))
    wording = load_wording(shop)

    def say(choice: Recommended, case: ProfileCase) -> tuple[str, ...]:
        return cards.recommended(choice, Speech(wording, case.wish.language)).reasons

    return Suite(
        cases=cases,
        run=await run_cases(cases, reading.products, shop, table, told),
        products={product.id: product for product in reading.products},
        listings=listings,
        rates=rates,
        evidence=table.evidence(),
        say=say,
    )


def _rows(catalogue: Path) -> Iterator[Row]:
    file = open_rows(catalogue)
    return (flatten_shopify(file) if is_shopify(file.columns) else file).read()
