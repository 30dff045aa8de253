"""What a shop's customers buy together: the model in use, without any customer in it."""

import io
import json
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from scipy import sparse

from bot.domain.ports import Taste, Tastes

_NOTHING: Mapping[str, float] = MappingProxyType({})

FamilyOf = Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class CompanionModel:
    """What was learnt, without any customer in it.

    Attributes:
        learned_on: the shop's day.
        popularity: family → (0, 1], by the logarithm of its customers.
        families: those with weights, in the order of rows and columns.
        weights: sparse, families × families (`learn_weights`); None with too few customers.
        typical: a sum of weights that is high for this shop: it becomes the score 1.
    """

    learned_on: date
    popularity: Mapping[str, float] = field(default_factory=dict)
    families: tuple[str, ...] = ()
    weights: Any = None
    typical: float = 1.0

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {family: place for place, family in enumerate(self.families)}

    def scores(self, has: Collection[str], leave_out: Collection[str]) -> Mapping[str, float]:
        """Family → (0, 1] for who has these families; `leave_out` and what they have are not in it.

        Takes microseconds: a few sparse rows are added up.
        """
        if self.weights is None:
            return _NOTHING
        rows = [self._places[family] for family in has if family in self._places]
        if not rows:
            return _NOTHING
        total = sparse.csr_matrix(self.weights[rows].sum(axis=0))
        unwanted = {*has, *leave_out}
        return {
            self.families[column]: min(1.0, float(value) / self.typical)
            for column, value in zip(total.indices, total.data, strict=True)
            if self.families[column] not in unwanted
        }

    def to_bytes(self) -> bytes:
        """The model as a file; the same model gives the same bytes."""
        about = {
            "learned_on": self.learned_on.isoformat(),
            "popularity": dict(self.popularity),
            "families": list(self.families),
            "typical": self.typical,
            "has_weights": self.weights is not None,
        }
        weights = sparse.csr_matrix((0, 0)) if self.weights is None else self.weights
        file = io.BytesIO()
        np.savez_compressed(
            file,
            about=np.frombuffer(json.dumps(about, sort_keys=True).encode(), np.uint8),
            data=weights.data,
            indices=weights.indices,
            indptr=weights.indptr,
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "CompanionModel":
        """Read what `to_bytes` wrote; raises ValueError for anything else."""
        try:
            file = np.load(io.BytesIO(content), allow_pickle=False)
            about = json.loads(file["about"].tobytes())
            families = tuple(about["families"])
            weights = sparse.csr_matrix(
                (file["data"], file["indices"], file["indptr"]), (len(families), len(families))
            )
            return cls(
                learned_on=date.fromisoformat(about["learned_on"]),
                popularity=about["popularity"],
                families=families,
                weights=weights if about["has_weights"] else None,
                typical=about["typical"],
            )
        except (EOFError, KeyError, TypeError, OSError, zipfile.BadZipFile) as error:
            raise ValueError("Not a model of companions.") from error


def families_of(product_ids: Collection[str], family_of: Mapping[str, str]) -> frozenset[str]:
    """The families of the products that the catalogue has."""
    return frozenset(family_of[id_] for id_ in product_ids if id_ in family_of)


class ShopCompanions:
    """Implements the `Companions` port on the model in use; empty until `use`."""

    def __init__(self, tastes: Tastes, family_of: FamilyOf) -> None:
        """Take where tastes are read, and product → family as the catalogue has it now."""
        self._tastes = tastes
        self._family_of = family_of
        self._model = CompanionModel(date.min)

    def use(self, model: CompanionModel) -> None:
        """Answer from this model from now on."""
        self._model = model

    @property
    def popularity(self) -> Mapping[str, float]:
        """Family → how much it is bought, in (0, 1]."""
        return self._model.popularity

    async def scores_for(
        self, customer_id: str | None, product_ids: Collection[str] = ()
    ) -> Mapping[str, float]:
        """Family → how well it goes with what the customer has and these products, in (0, 1]."""
        model = self._model
        if model.weights is None:
            return _NOTHING
        taste = await self._tastes.of_customer(customer_id) if customer_id else Taste()
        family_of = self._family_of()
        liked = families_of({*(taste.bought - taste.disliked), *product_ids}, family_of)
        return model.scores(liked, families_of(taste.bought | taste.disliked, family_of))
