"""Imports a shop's orders."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.imports.report import ImportOptions, ImportReport


async def import_orders(
    path: Path, options: ImportOptions, engine: AsyncEngine, now: datetime
) -> ImportReport:
    """Take over every order of the file in one transaction; a second time changes nothing.

    Each purchase of a product whose days of supply are known sets a refill.

    Raises:
        InputError: the file cannot be read as orders; nothing is changed then.
    """
    raise NotImplementedError
