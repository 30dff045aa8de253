"""What a shopper may be told of an ingredient, from the table."""

from bot.domain.languages import Language
from bot.domain.ports import IngredientFact
from knowledge.ingredients import IngredientTable


class TableFacts:
    """Implements the `IngredientFacts` port."""

    def __init__(self, table: IngredientTable) -> None:
        self._table = table

    def find(self, name: str) -> IngredientFact | None:
        """What is known of an ingredient by its name or another spelling, None when unknown."""
        found = self._table.find(name)
        if found is None:
            return None
        concerns = self._table.concerns(found.name)
        levels = ("strong", "some", "traditional")
        ranked = sorted(concerns, key=lambda concern: levels.index(concerns[concern]))
        names = {Language.ZH: found.zh} if found.zh else {}
        return IngredientFact(found.name, found.functions, names, tuple(ranked))
