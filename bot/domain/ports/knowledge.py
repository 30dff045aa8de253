"""What is known of ingredients and skin care, and who may word it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.education import FoundPassage, IngredientEntry
from bot.domain.languages import Language


@dataclass(frozen=True, slots=True)
class IngredientFact:
    """What the ingredient table says of one ingredient.

    Attributes:
        name: INCI style, lower case.
        functions: what it does in a product, as the table's own words ("humectant").
        names: how a shopper reads it, where that is not the INCI name.
        concerns: what skin care holds it for (taxonomy values), the best founded first.
    """

    name: str
    functions: tuple[str, ...]
    names: Mapping[Language, str] = field(default_factory=dict)
    concerns: tuple[str, ...] = ()


class IngredientFacts(Protocol):
    """The table of ingredients and their functions."""

    def find(self, name: str) -> IngredientFact | None:
        """What is known of an ingredient by its name or another spelling, None when unknown."""


class KnowledgeBase(Protocol):
    """The base of sourced facts and answered questions (data/knowledge)."""

    async def find(
        self, text: str, language: Language, limit: int = 3, ingredient: str | None = None
    ) -> Sequence[FoundPassage]:
        """The passages that answer a question, best first; empty where the base does not know.

        With `ingredient` (the id of an entry) only facts on it are found; empty where the question
        clearly asks for what the entry does not tell.
        """

    def entry(self, ingredient: str, language: Language) -> IngredientEntry | None:
        """All that is told of an ingredient by its name or another spelling, None where nothing."""


class LanguageModel(Protocol):
    """An optional model that words what it is given; it is trusted with nothing."""

    async def complete(self, instructions: str, material: str) -> str:
        """What it writes to our instructions about the material (which is data, not ours).

        Returns within a few seconds, whatever the model does.

        Raises:
            LanguageModelError: nothing that can be read came in time.
        """
