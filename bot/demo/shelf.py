"""What the order model needs to know of a product."""

import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ShelfProduct:
    """One product; `price` is in TWD."""

    id: str
    family: str
    product_type: str
    price: int
    days_of_supply: int
    skin_types: tuple[str, ...]

    @property
    def appeal(self) -> float:
        """How readily it is picked: the shop lives on serums, and few buy the dearest."""
        return (3 if self.product_type == "serum" else 2) / math.pow(self.price, 0.6)


def read_shelf(catalogue: Path) -> tuple[ShelfProduct, ...]:
    """The products of the demo catalogue (JSON Lines), in its order."""
    records = map(json.loads, catalogue.read_text(encoding="utf-8").splitlines())
    return tuple(
        ShelfProduct(
            id=record["id"],
            family=record["family"],
            product_type=record["product_type"],
            price=record["price"]["TWD"],
            days_of_supply=record["days_of_supply"],
            skin_types=tuple(record["skin_types"]),
        )
        for record in records
    )
