"""A shop on the real catalogue, for a measurement: imported, indexed, and gone afterwards."""

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.imports.catalogue import import_catalogue
from bot.adapters.imports.report import ImportOptions, ImportReport
from bot.adapters.store.engine import make_engine
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.bootstrap.foundation import Foundation, open_foundation
from bot.bootstrap.work import Knowledge, open_knowledge
from bot.settings import load_settings
from knowledge.ingredients import IngredientTable


@dataclass(frozen=True, slots=True)
class CatalogueShop:
    """The shop, and the seconds it took to import and to index it."""

    base: Foundation
    knowledge: Knowledge
    report: ImportReport
    import_seconds: float
    index_seconds: float


def find_catalogue(data: Path) -> Path | None:
    """The catalogue's CSV in a folder of real data, None where there is none."""
    return next(iter(sorted(data.rglob("*products.csv"))), None)


@contextlib.asynccontextmanager
async def open_catalogue_shop(file: Path, url: str, folder: Path) -> AsyncIterator[CatalogueShop]:
    """Import the file into an empty database and index it; `folder` takes the index."""
    upgrade(url)
    began = time.perf_counter()
    report = await _import(file, url)
    imported = time.perf_counter()
    settings = load_settings(env_file=None).model_copy(update={"var_directory": folder})
    async with open_foundation(settings, url) as base:
        knowledge = await open_knowledge(base)
        yield CatalogueShop(
            base, knowledge, report, imported - began, time.perf_counter() - imported
        )


async def _import(file: Path, url: str) -> ImportReport:
    engine = make_engine(url, pool_size=1)
    try:
        options = ImportOptions(currency="USD")
        return await import_catalogue(
            file, options, PostgresProducts(engine), IngredientTable.load()
        )
    finally:
        await engine.dispose()
