"""`dropwise evaluate recommend`: our collaborative model beside the baselines."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console

from bot.adapters.imports.catalogue import read_catalogue
from bot.adapters.imports.report import ImportOptions
from bot.adapters.postgres import running_database
from bot.adapters.shop_file import load_shop_file
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.domain.errors import InputError
from bot.domain.products import Product
from bot.evaluation.ratings import read_ratings, to_rating_set
from bot.evaluation.recommend_methods import BASELINES, OURS
from bot.evaluation.recommend_report import to_report, to_text
from bot.evaluation.recommend_trials import Trial, run_trial, to_parts
from bot.settings import load_settings
from knowledge.ingredients import IngredientTable


async def recommend(train: Path, test: Path, catalogue: Path | None, *, as_json: bool) -> None:
    """Tune every method on the training ratings, measure each once on the test, and print it."""
    rated = read_ratings(train), read_ratings(test)
    products = _read_file(catalogue) if catalogue else await _stored_products()
    ratings = to_rating_set(*rated, products)
    parts = to_parts(ratings)
    if not parts.relevant.nnz or not parts.held_out.nnz:
        raise InputError(
            "Nothing can be measured: no customer of the training ratings likes anything in the "
            "test that is new to them."
        )
    trials: list[Trial] = []
    for method in (OURS, *BASELINES):
        with Console(stderr=True, quiet=not sys.stderr.isatty()).status(f"Tuning {method.name}"):
            trials.append(run_trial(method, parts))
    report = to_report(ratings, parts, trials)
    typer.echo(json.dumps(report, allow_nan=False) if as_json else to_text(report))


def _read_file(path: Path) -> Sequence[Product]:
    shop = load_shop_file(load_settings().shop_file)
    options = ImportOptions(shop_currency=shop.currency, timezone=shop.zone)
    return read_catalogue(path, options, IngredientTable.load()).products


async def _stored_products() -> Sequence[Product]:
    with running_database(load_settings()) as url:
        upgrade(url)
        engine = make_engine(url, pool_size=1)
        try:
            return await PostgresProducts(engine).all()
        finally:
            await engine.dispose()
