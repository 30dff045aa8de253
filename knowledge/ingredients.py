"""The ingredient table: names, spellings, functions, groups, and what an ingredient is used for."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from bot.domain.errors import InputError
from bot.domain.languages import Language
from knowledge.inci import split_inci
from knowledge.ingredient_groups import groups_by_name
from knowledge.tokens import to_tokens

TABLE_FILE = Path(__file__).resolve().parent.parent / "data" / "ingredients.csv"

# How far an ingredient's use for a concern may count: see docs/ingredients.md for the sources.
EVIDENCE = {"strong": 1.0, "some": 0.6, "traditional": 0.25}

_COLUMNS = {"name", "aliases", "zh", "family", "functions", "groups", "concerns"}
_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta"})
# On a label BHA is the antioxidant; in a customer's words it is salicylic acid.
_ON_LABELS = {"bha": "butylated hydroxyanisole"}
_LIST = re.compile(r"[,;/]")
_AS = re.compile(r"^\s*(?:as|from)\s+", re.IGNORECASE)
# Groups that hard rules ask for: a name in brackets from one of these is never dropped.
_RULED_GROUPS = frozenset(
    {"retinoid", "fragrance", "fragrance_allergen", "essential_oil", "drying_alcohol", "aha", "bha"}
)
_NOT_A_LIST = {"n a", "na", "none", "nan", "null", "unknown", "not available", "see packaging"}


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One row of the table.

    Attributes:
        name: INCI style, lower case, without the plant's common name in brackets.
        family: the ingredient this one is a form of ("ascorbic acid" for its derivatives).
        concerns: taxonomy concern to level of evidence ("strong", "some", "traditional").
    """

    name: str
    aliases: tuple[str, ...] = ()
    zh: str | None = None
    family: str | None = None
    functions: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    concerns: Mapping[str, str] = field(default_factory=dict)


class IngredientTable:
    """Every ingredient the shop knows by name; read-only."""

    def __init__(self, ingredients: Iterable[Ingredient]) -> None:
        self._by_name = {ingredient.name: ingredient for ingredient in ingredients}
        self._by_key = _keys(self._by_name.values())

    @classmethod
    def load(cls, path: Path = TABLE_FILE) -> Self:
        """Read the table's CSV.

        Raises:
            InputError: the file is missing, or a column or a level of evidence is not right.
        """
        try:
            with path.open(encoding="utf-8", newline="") as rows:
                return cls([_to_ingredient(row) for row in _rows(csv.DictReader(rows))])
        except OSError as error:
            raise InputError(
                f"The ingredient table {path} cannot be read: {error.strerror}."
            ) from None

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[Ingredient]:
        return iter(self._by_name.values())

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def find(self, name: str) -> Ingredient | None:
        """The row meant by an INCI name, an alias or a Chinese name; None when unknown."""
        known = self._lookup(name)
        return self._by_name[known] if known else None

    def normalise(self, name: str) -> str:
        """The table's name for a spelling; an unknown one in lower case, its brackets removed."""
        return self._lookup(name) or _plain(name)

    def parse_inci(self, text: str | None) -> tuple[str, ...] | None:
        """The normalised names of a label's list in label order, each once.

        None where the text holds no ingredient at all: the product's ingredients are unknown then.
        """
        if text is None or _key(text) in _NOT_A_LIST:
            return None
        names = (name for written in split_inci(text) for name in self._on_label(written))
        return tuple(dict.fromkeys(name for name in names if name)) or None

    def functions(self, name: str) -> tuple[str, ...]:
        """What an ingredient does in a product ("humectant"); empty when unknown."""
        found = self.find(name)
        return found.functions if found else ()

    def concerns(self, name: str) -> Mapping[str, str]:
        """What an ingredient is used for, with the level of evidence; empty when unknown."""
        found = self.find(name)
        return found.concerns if found else MappingProxyType({})

    def name_in(self, name: str, language: Language) -> str:
        """How a shopper reads the name: in Chinese where the table has it, else the INCI name."""
        found = self._by_name.get(name)
        return found.zh if language is Language.ZH and found and found.zh else name

    def evidence(self) -> dict[str, dict[str, float]]:
        """Concern to ingredient to strength in (0, 1], for scoring."""
        strengths: dict[str, dict[str, float]] = {}
        for ingredient in self._by_name.values():
            for concern, level in ingredient.concerns.items():
                strengths.setdefault(concern, {})[ingredient.name] = EVIDENCE[level]
        return strengths

    def active_words(self) -> frozenset[str]:
        """The words, as search cuts them, of the names of ingredients with a use."""
        spellings = (
            spelling
            for row in self._by_name.values()
            if row.concerns
            for spelling in (row.name, *row.aliases, row.zh or "")
        )
        return frozenset(token for spelling in spellings for token in to_tokens(spelling))

    def groups(self, names: Iterable[str] = ()) -> dict[str, frozenset[str]]:
        """Group or family to the names in it, of the table and of `names` (a catalogue's own).

        Names the table does not list are grouped by their wording ("retinyl …", "… peel oil").
        """
        members: dict[str, set[str]] = {}
        for ingredient in self._by_name.values():
            for group in ingredient.groups | ({ingredient.family} - {None}):
                members.setdefault(str(group), set()).add(ingredient.name)
        for name in {*names, *self._by_name}:
            for group in groups_by_name(name):
                members.setdefault(group, set()).add(name)
        return {group: frozenset(found) for group, found in members.items()}

    def _on_label(self, written: str) -> tuple[str, ...]:
        """The name, and what its brackets add to it: "Parfum (Limonene, Linalool)" are three."""
        name = _ON_LABELS.get(written.lower()) or self.normalise(written)
        inner = (piece for found in _BRACKETS.findall(written) for piece in _LIST.split(found))
        added = (self._lookup(_AS.sub("", piece)) for piece in inner)
        return (name, *(other for other in added if other and self._matters_beside(other, name)))

    def _matters_beside(self, other: str, name: str) -> bool:
        """Whether leaving `other` out could hide it from a rule; another form of `name` cannot."""
        row, outer = self._by_name[other], self._by_name.get(name)
        if outer is None:
            return True  # the name itself tells no rule anything
        is_form = outer is not None and row.family is not None and row.family == outer.family
        return bool(row.groups & _RULED_GROUPS) and not is_form

    def _lookup(self, name: str) -> str | None:
        for spelling in _spellings(name):
            known = self._by_key.get(_key(spelling))
            if known:
                return known
        return self._by_translations(name)

    def _by_translations(self, name: str) -> str | None:
        """Names repeated in other languages after a slash: all that are known must agree."""
        parts = [part for part in re.split(r"\s*/\s*", _BRACKETS.sub(" ", name)) if part.strip()]
        known = [self._by_key.get(_key(part)) for part in parts]
        found = set(known) - {None}
        is_agreed = len(parts) > 1 and len(found) == 1 and known.count(None) <= len(parts) - 2
        return found.pop() if is_agreed else None


def _rows(reader: "csv.DictReader[str]") -> Sequence[dict[str, str]]:
    missing = _COLUMNS - set(reader.fieldnames or ())
    if missing:
        raise InputError(f"The ingredient table lacks the column {', '.join(sorted(missing))}.")
    return list(reader)


def _to_ingredient(row: Mapping[str, str]) -> Ingredient:
    return Ingredient(
        name=row["name"],
        aliases=_items(row["aliases"]),
        zh=row["zh"] or None,
        family=row["family"] or None,
        functions=_items(row["functions"]),
        groups=frozenset(_items(row["groups"])),
        concerns=_concerns(row["name"], row["concerns"]),
    )


def _concerns(name: str, cell: str) -> dict[str, str]:
    pairs = dict(item.split("=", 1) for item in _items(cell) if "=" in item)
    wrong = set(pairs.values()) - EVIDENCE.keys()
    if wrong:
        raise InputError(f"{name}: the level of evidence is one of {', '.join(EVIDENCE)}.")
    return pairs


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())


def _keys(ingredients: Iterable[Ingredient]) -> dict[str, str]:
    keys: dict[str, str] = {}
    listed = list(ingredients)
    for ingredient in listed:
        keys.setdefault(_key(ingredient.name), ingredient.name)
    for ingredient in listed:
        for spelling in (*ingredient.aliases, ingredient.zh):
            if spelling:
                keys.setdefault(_key(spelling), ingredient.name)
    return keys


def _spellings(name: str) -> tuple[str, ...]:
    """As written, without brackets, and what the brackets say where the rest needs no caution."""
    outside = _without_brackets(name)
    inner = () if groups_by_name(outside.lower()) else tuple(_BRACKETS.findall(name))
    return (name, outside, *inner)


def _without_brackets(name: str) -> str:
    shorter = _BRACKETS.sub(" ", name)
    return shorter if shorter == name else _without_brackets(shorter)


@lru_cache(maxsize=50_000)
def _key(text: str) -> str:
    """Letters and digits only, so that accents, hyphens and blanks do not matter."""
    lowered = unicodedata.normalize("NFKD", text.lower()).translate(_GREEK)
    letters = "".join(c for c in lowered if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _plain(name: str) -> str:
    without = re.sub(r"\s+", " ", _without_brackets(name.lower())).strip(" .")
    return without or re.sub(r"\s+", " ", name.lower()).strip(" .()[]{}")
