"""The dense index: passages and their vectors by row, changed product by product."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import DropwiseError
from bot.domain.languages import Language
from knowledge.columns import Chosen, Columns
from knowledge.embeddings import Vectors
from knowledge.passages import Passage
from knowledge.vectors import FLAT_UP_TO, Allowed, Rows, Scores, VectorIndex, build_vectors

_LANGUAGES = tuple(Language)
_DIGEST_SPAN = 1 << 256
# Rows changed since the index was built, from which on building it anew is worth its time.
_MOST_CHANGED = 2_000
_MOST_CHANGED_SHARE = 0.2


class DuplicatePassagesError(DropwiseError):
    """Passages of a product were added that has some already. Remove the product's own first."""


@dataclass(frozen=True, slots=True)
class Base:
    """An index as it was built: its id, and how many rows it had."""

    id: str
    count: int


class PassageIndex:
    """Passages with their vectors; read-only, safe to search from many threads.

    A row is the place of a passage in the order they came. What is removed keeps its row and is
    found no more; what is added takes the rows after all others. A change gives a new index that
    shares what was built.

    Attributes:
        rows: every passage by row, removed ones too.
        is_there: by row, whether the passage is there.
        vectors: the passages' vectors by row.
        base: the index that was built, before all changes.
    """

    def __init__(self, passages: Sequence[Passage], vectors: VectorIndex, model_id: str) -> None:
        self.model_id = model_id
        self.vectors = vectors
        self.rows: tuple[Passage, ...] = ()
        self.is_there = np.empty(0, np.bool_)
        self.weights = np.empty(0, np.float64)
        self.product_numbers = np.empty(0, np.int64)
        self._languages = np.empty(0, np.int8)
        self._product_ids: tuple[str, ...] = ()
        self._rows_of: dict[str, tuple[int, ...]] = {}
        self._digest = 0
        self._catalogue: tuple[Columns, NDArray[np.int64]] | None = None
        self._enter(tuple(passages))
        self.base = Base(self.id, len(self.rows))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.is_there))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that are there."""
        return tuple(self.rows[row] for row in np.flatnonzero(self.is_there))

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self.vectors.dimension

    @property
    def id(self) -> str:
        """The id of the passages that are there with this model; see `to_index_id`."""
        return _to_id(self.model_id, self.dimension, self._digest)

    @property
    def is_changed(self) -> bool:
        """Whether a passage was added or removed since it was built."""
        return len(self.rows) > self.base.count or not self.is_there.all()

    @property
    def is_worn(self) -> bool:
        """Whether so much changed since it was built that it is better built anew."""
        changed = len(self.rows) - self.base.count + len(self.rows) - len(self)
        return changed > min(_MOST_CHANGED, self.base.count * _MOST_CHANGED_SHARE)

    def nearest(
        self, query: Vectors, count: int, allowed: Allowed | None = None
    ) -> list[tuple[int, float]]:
        """Rows and cosines of the nearest passages, best first; see `nearest_rows`."""
        rows, cosines = self.nearest_rows(query, count, allowed)
        return list(zip(rows.tolist(), cosines.tolist(), strict=True))

    def nearest_rows(
        self, query: Vectors, count: int, allowed: Allowed | None = None
    ) -> tuple[Rows, Scores]:
        """Rows and cosines of at most `count` passages, best first.

        Args:
            query: a vector of length 1, shape (dimension,).
            count: how many passages.
            allowed: by row, whether it may be found; all where it is not given.
        """
        is_open = self.is_there if allowed is None else self.is_there & allowed
        return self.vectors.nearest(query, count, is_open)

    def allowed(self, product_ids: Collection[str]) -> Allowed:
        """By row, whether its product is one of these."""
        if isinstance(product_ids, Chosen):
            found = np.append(product_ids.mask, False)
            chosen: Allowed = found.take(self._catalogue_rows(product_ids.columns))
            return chosen
        among = (product_id in product_ids for product_id in self._product_ids)
        by_number = np.fromiter(among, np.bool_, len(self._product_ids))
        allowed: Allowed = by_number[self.product_numbers]
        return allowed

    @property
    def passages_per_product(self) -> int:
        """How many passages a product has, on average and rounded up."""
        return -(-len(self) // max(1, len(self._rows_of)))

    def is_in(self, language: Language | None, rows: Rows) -> NDArray[np.bool_]:
        """Of some rows, whether the passage is in a language."""
        number = _LANGUAGES.index(language) if language else -1
        in_language: NDArray[np.bool_] = self._languages[rows] == number
        return in_language

    def product_id(self, row: int) -> str:
        """Whose passage a row holds."""
        return self.rows[row].product_id

    def rows_of(self, product_ids: Iterable[str]) -> list[int]:
        """The rows of some products' passages that are there."""
        return [row for product_id in product_ids for row in self._rows_of.get(product_id, ())]

    def passages_of(self, product_id: str) -> tuple[Passage, ...]:
        """A product's passages that are there."""
        return tuple(self.rows[row] for row in self.rows_of((product_id,)))

    def changed(self, gone: Collection[str], passages: Sequence[Passage], vectors: Vectors) -> Self:
        """The index without some products' passages, then with new passages and their vectors.

        Args:
            gone: ids of the products whose passages go.
            passages: what comes; a product that changes is in both.
            vectors: of length 1, shape (len(passages), dimension).

        Raises:
            DuplicatePassagesError: a product has passages already; FAISS would keep both.
        """
        twice = {p.product_id for p in passages} & (self._rows_of.keys() - set(gone))
        if twice:
            raise DuplicatePassagesError(f"{', '.join(sorted(twice))}: in the index already.")
        removed = self.rows_of(gone)
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.is_there = self.is_there.copy()
        other.is_there[removed] = False
        other._rows_of = {p: rows for p, rows in self._rows_of.items() if p not in set(gone)}
        other._digest = self._digest - _digest(self.rows[row] for row in removed)
        other.vectors = self.vectors.followed_by(vectors)
        other._enter(tuple(passages))
        return other

    def rebuilt(self) -> "PassageIndex":
        """The index of the passages that are there, built anew."""
        rows = np.flatnonzero(self.is_there)
        return build_index(self.passages, self.vectors.of(rows), self.model_id)

    def _enter(self, passages: tuple[Passage, ...]) -> None:
        """Put passages in the rows after all others."""
        first = len(self.rows)
        numbers = {product_id: number for number, product_id in enumerate(self._product_ids)}
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(passages, first):
            numbers.setdefault(passage.product_id, len(numbers))
            rows.setdefault(passage.product_id, []).append(row)
        new = np.array([numbers[passage.product_id] for passage in passages], np.int64)
        self.rows += passages
        self.is_there = np.append(self.is_there, np.ones(len(passages), np.bool_))
        self.weights = np.append(self.weights, [passage.weight for passage in passages])
        self.product_numbers = np.append(self.product_numbers, new)
        languages = [_LANGUAGES.index(passage.language) for passage in passages]
        self._languages = np.append(self._languages, np.array(languages, np.int8))
        self._product_ids = tuple(numbers)
        self._rows_of = {**self._rows_of, **{key: tuple(found) for key, found in rows.items()}}
        self._digest = (self._digest + _digest(passages)) % _DIGEST_SPAN
        self._catalogue = None

    def _catalogue_rows(self, columns: Columns) -> NDArray[np.int64]:
        """By row, the row of its product in a catalogue's columns; -1 where it is not there."""
        kept = self._catalogue
        if kept is None or kept[0] is not columns:
            found = [columns.row_of.get(product_id, -1) for product_id in self._product_ids]
            kept = self._catalogue = columns, np.array(found, np.int64)[self.product_numbers]
        return kept[1]


def to_index_id(model_id: str, dimension: int, passages: Iterable[Passage]) -> str:
    """The id of the index these passages give with this model; their order does not matter."""
    return _to_id(model_id, dimension, _digest(passages))


def _to_id(model_id: str, dimension: int, digest: int) -> str:
    told = f"{model_id}\n{dimension}\n{digest % _DIGEST_SPAN:x}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _digest(passages: Iterable[Passage]) -> int:
    """The sum of the passages' digests, so that a passage can be added and taken away.

    A multiset hash (Bellare and Micciancio, EUROCRYPT 1997): it tells states apart, and need not
    withstand who looks for a collision.
    """
    keys = (f"{p.product_id}\t{p.language.value}\t{p.hash}" for p in passages)
    return sum(int.from_bytes(hashlib.sha256(key.encode()).digest()) for key in keys)


def build_index(
    passages: Sequence[Passage], vectors: Vectors, model_id: str, flat_up_to: int = FLAT_UP_TO
) -> PassageIndex:
    """Index passages by their vectors of length 1, shape (len(passages), dimension).

    Up to `flat_up_to` passages every vector is compared, above it those of the nearest cells.
    """
    return PassageIndex(passages, build_vectors(vectors, flat_up_to), model_id)
