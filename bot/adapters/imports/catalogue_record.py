"""One line of a catalogue, validated."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.adapters.imports.cells import (
    to_amount,
    to_count,
    to_flag,
    to_items,
    to_stock,
    to_text,
    to_url,
)
from bot.adapters.imports.columns import Columns
from bot.adapters.imports.rows import Row
from bot.domain.amounts import Amount
from bot.domain.catalogue_terms import KINDS

_BY_VARIANT = {"name": "names", "price": "prices", "description": "descriptions"}
_LONGEST_NAME = 500
_MOST_ML = 5_000
_PATH = re.compile(r"\s*[>|»]\s*|\s+/\s+")


def to_currency(value: Any) -> str:
    """An ISO 4217 code; raises ValueError."""
    text = str(value).strip().upper()
    code = {"NT": "TWD", "NTD": "TWD", "NT$": "TWD", "新台幣": "TWD", "台幣": "TWD"}.get(text, text)
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"{text!r} is no currency code such as TWD or USD")
    return code


def _to_path(values: Any) -> tuple[str, ...]:
    """Departments from broad to narrow; a cell may hold a whole path ("Skin Care > Serums")."""
    texts = [to_text(value) or "" for value in values]
    return tuple(part for text in texts for part in _PATH.split(text) if part)


def _to_kind(value: Any) -> str:
    text = str(value).strip().lower()
    if text not in KINDS:
        raise ValueError(f"{text!r} is none of {', '.join(KINDS)}")
    return text


def _to_ml(value: Any) -> float:
    try:
        ml = float(str(value))
    except ValueError:
        ml = 0.0
    if not 0 < ml <= _MOST_ML:
        raise ValueError("is no number of millilitres")
    return ml


Text = Annotated[str | None, BeforeValidator(to_text)]
Items = Annotated[tuple[str, ...], BeforeValidator(to_items)]
Flag = Annotated[bool | None, BeforeValidator(to_flag)]


class CatalogueRecord(BaseModel):
    """What a line says; names, copy and prices by variant ("" where the column names none)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Text = None
    names: dict[str, Text] = Field(default_factory=dict)
    prices: dict[str, Annotated[Amount, BeforeValidator(to_amount)]] = Field(default_factory=dict)
    currency: Annotated[str | None, BeforeValidator(to_currency)] = None
    brand: Text = None
    product_type: Text = None
    category: Annotated[tuple[str, ...], BeforeValidator(_to_path)] = ()
    size: Text = None
    size_ml: Annotated[float | None, BeforeValidator(_to_ml)] = None
    ingredients: Text = None
    key_ingredients: Items = ()
    skin_types: Items = ()
    unsuitable_skin_types: Items = ()
    concerns: Items = ()
    highlights: Items = ()
    descriptions: dict[str, Text] = Field(default_factory=dict)
    how_to_use: dict[str, Text] = Field(default_factory=dict)
    stock: Annotated[int | None, BeforeValidator(to_stock)] = None
    out_of_stock: Flag = None
    in_stock: Flag = None
    days_of_supply: Annotated[int | None, BeforeValidator(to_count)] = None
    url: Annotated[str | None, BeforeValidator(to_url)] = None
    kind: Annotated[str | None, BeforeValidator(_to_kind)] = None
    is_mini: Flag = None
    family: Text = None

    @model_validator(mode="after")
    def _has_what_is_a_must(self) -> Self:
        if not any(self.names.values()):
            raise ValueError("no name")
        if not self.prices:
            raise ValueError("no price")
        if any(amount.value == 0 for amount in self.prices.values()):
            raise ValueError("price: nothing is sold for 0")
        if any(len(text or "") > _LONGEST_NAME for text in (self.id, *self.names.values())):
            raise ValueError(f"an id or a name of more than {_LONGEST_NAME} characters")
        return self


def to_record(row: Row, columns: Columns) -> CatalogueRecord:
    """Read a row.

    Raises:
        ValueError: it cannot be taken; the message is the reason, in one sentence.
    """
    if row.problem:
        raise ValueError(row.problem)
    try:
        return CatalogueRecord.model_validate(_cells(row, columns))
    except ValidationError as error:
        raise ValueError(reason_of(error)) from None


def _cells(row: Row, columns: Columns) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field in columns.by_field:
        values = columns.values(row, field)
        if not values:
            continue
        if field in (*_BY_VARIANT, "how_to_use"):
            cells[_BY_VARIANT.get(field, field)] = {mark or "": cell for mark, cell in values}
        elif field == "category":
            cells[field] = [value for _, value in values]
        else:
            cells[field] = values[0][1]
    return cells


def reason_of(error: ValidationError) -> str:
    """The first thing wrong, as one sentence."""
    first = error.errors(include_url=False)[0]
    context: Mapping[str, Any] = first.get("ctx", {})
    said = str(context.get("error") or first["msg"])
    field = str(first["loc"][0]) if first["loc"] else ""
    singular = {name: field for field, name in _BY_VARIANT.items()}
    return f"{singular.get(field, field)}: {said}" if field else said
