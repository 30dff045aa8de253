"""Imports a shop's catalogue."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from bot.adapters.imports.report import ImportOptions, ImportReport
from bot.adapters.store.products import PostgresProducts


class IngredientNames(Protocol):
    """What an import asks the ingredient table (knowledge.ingredients.IngredientTable)."""

    def parse_inci(self, text: str | None) -> tuple[str, ...] | None:
        """The normalised names of a label's list; None when it holds none."""

    def normalise(self, name: str) -> str:
        """The table's name for a spelling."""

    def concerns(self, name: str) -> Mapping[str, str]:
        """What an ingredient is used for, with the level of evidence; empty when unknown."""


async def import_catalogue(
    path: Path, options: ImportOptions, products: PostgresProducts, ingredients: IngredientNames
) -> ImportReport:
    """Take over every product of the file in one transaction; a second time changes nothing.

    Raises:
        InputError: the file cannot be read as a catalogue; nothing is changed then.
    """
    raise NotImplementedError
