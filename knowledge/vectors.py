"""Nearest vectors in FAISS: an exact scan of few, cells of many, exact again for what is found."""

from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings import Vectors

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Allowed = NDArray[np.bool_]

# Up to here every vector is looked at: 25,000 of 512 numbers take about 3 ms on one thread.
FLAT_UP_TO = 25_000
EXACT_UP_TO = 25_000  # of what a filter lets through
_COARSE_NUMBERS = 128  # of each vector, in one byte each, looked at in the cells
_PROBES = 96  # cells looked at where all is allowed
# The fewer are allowed the more cells, by this power of their share. Of 1, sqrt and this one tried
# on kinds of products (3 to 16 % of 200,000): recall@10 .999, .845 to .995 and .996 at the least.
_PROBES_POWER = 0.75
_MORE_CANDIDATES = 100  # than asked for, compared again in full
_TRAINING_PER_CELL = 64

faiss.omp_set_num_threads(1)
# What its type stubs do not know: keyword arguments of parameters, and products by row.
_faiss: Any = faiss


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Vectors of length 1 by row; read-only, safe to search from many threads.

    Attributes:
        flat: the vectors as they were when the index was built (faiss.IndexFlatIP).
        cells: the same, coarser, in an inverted file; None where an exact scan is quick enough.
        added: vectors that came later, in rows after those, shape (rows, dimension).
        exact_up_to: where a filter lets so many through at most, they are all compared.
    """

    flat: Any
    cells: Any | None
    added: Vectors
    exact_up_to: int = EXACT_UP_TO

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self.flat.d)

    @property
    def built(self) -> int:
        """How many rows were there when the index was built."""
        return int(self.flat.ntotal)

    def __len__(self) -> int:
        return self.built + len(self.added)

    def followed_by(self, vectors: Vectors) -> "VectorIndex":
        """With vectors in rows after all others; what was built is shared."""
        return replace(self, added=np.concatenate((self.added, vectors)))

    def of(self, rows: Rows) -> Vectors:
        """The vectors of some rows, shape (len(rows), dimension)."""
        found = np.empty((len(rows), self.dimension), np.float32)
        is_built = rows < self.built
        if is_built.any():
            found[is_built] = self.flat.reconstruct_batch(rows[is_built])
        found[~is_built] = self.added[rows[~is_built] - self.built]
        return found

    def nearest(
        self, query: Vectors, count: int, allowed: Allowed | None = None
    ) -> tuple[Rows, Scores]:
        """At most `count` rows with the highest inner products, best first, and these products.

        Args:
            query: a vector of length 1, shape (dimension,).
            count: how many rows.
            allowed: by row, whether it may be found; all where it is not given.
        """
        query = np.ascontiguousarray(query, np.float32)
        allowed = None if allowed is None or allowed.all() else allowed
        built_rows, built_scores = self._in_built(query, count, allowed)
        later = self._later(allowed)
        rows = np.concatenate((built_rows, later))
        scores = np.concatenate((built_scores, self.added[later - self.built] @ query))
        return _highest(rows, scores, count)

    def _later(self, allowed: Allowed | None) -> Rows:
        if allowed is None:
            return np.arange(self.built, len(self), dtype=np.int64)
        return np.flatnonzero(allowed[self.built :]) + self.built

    def _in_built(self, query: Vectors, count: int, allowed: Allowed | None) -> tuple[Rows, Scores]:
        is_open = None if allowed is None else allowed[: self.built]
        total = self.built if is_open is None else int(np.count_nonzero(is_open))
        if not total:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if is_open is None and self.cells is None:
            scores, rows = self.flat.search(query[None], min(count, total))
            return rows[0], scores[0]
        if is_open is not None and (self.cells is None or total <= self.exact_up_to):
            rows = np.flatnonzero(is_open)
        else:
            rows = self._in_cells(query, count, is_open, total / self.built)
        return _highest(rows, self._products(query, rows), count)

    def _in_cells(self, query: Vectors, count: int, is_open: Allowed | None, share: float) -> Rows:
        """Candidates from the nearest cells; the fewer are allowed, the more cells."""
        cells: Any = self.cells
        bits = None if is_open is None else np.packbits(is_open, bitorder="little")
        selector = bits is not None and _faiss.IDSelectorBitmap(self.built, faiss.swig_ptr(bits))
        probes = min(_faiss.extract_index_ivf(cells).nlist, ceil(_PROBES / share**_PROBES_POWER))
        parameters = _faiss.SearchParametersIVF(nprobe=probes, sel=selector or None)
        if isinstance(cells, faiss.IndexPreTransform):
            parameters = _faiss.SearchParametersPreTransform(index_params=parameters)
        candidates = min(self.built, count + _MORE_CANDIDATES)
        _, rows = cells.search(query[None], candidates, params=parameters)
        found: Rows = rows[0][rows[0] >= 0]
        return found

    def _products(self, query: Vectors, rows: Rows) -> Scores:
        """Inner products with some of the built rows, without copying them."""
        rows, products = np.ascontiguousarray(rows), np.empty(len(rows), np.float32)
        _faiss.fvec_inner_products_by_idx(
            faiss.swig_ptr(products), faiss.swig_ptr(query), self.flat.get_xb(),
            faiss.swig_ptr(rows), self.dimension, 1, len(rows),
        )  # fmt: skip
        return products


def build_vectors(vectors: Vectors, flat_up_to: int = FLAT_UP_TO) -> VectorIndex:
    """Index vectors of length 1, shape (count, dimension); above `flat_up_to` in cells too.

    The cells hold a projection on the main directions (Jégou and Chum, ECCV 2012) in one byte a
    number; about twice as many cells as the square root of what is in them.
    """
    count, dimension = vectors.shape
    flat = faiss.IndexFlatIP(dimension)
    flat.add(np.ascontiguousarray(vectors, np.float32))
    cells = _build_cells(vectors) if count > flat_up_to else None
    return VectorIndex(flat, cells, np.empty((0, dimension), np.float32))


def _build_cells(vectors: Vectors) -> Any:
    count, dimension = vectors.shape
    number = max(1, round(2 * sqrt(count)))
    projection = f"PCA{_COARSE_NUMBERS}," if dimension > _COARSE_NUMBERS else ""
    # Of vectors of length 1 the nearest by distance are the nearest by inner product.
    cells = faiss.index_factory(dimension, f"{projection}IVF{number},SQ8", faiss.METRIC_L2)
    clustering = faiss.extract_index_ivf(cells).cp
    clustering.max_points_per_centroid = _TRAINING_PER_CELL
    clustering.min_points_per_centroid = 1
    sample = np.random.default_rng(0).permutation(count)[: number * _TRAINING_PER_CELL]
    cells.train(vectors[np.sort(sample)])
    cells.add(vectors)
    return cells


def _highest(rows: Rows, scores: Scores, count: int) -> tuple[Rows, Scores]:
    """The best, in falling order; equal scores in the order of rows."""
    if len(rows) > count > 0:
        places = np.argpartition(scores, len(rows) - count)[len(rows) - count :]
        rows, scores = rows[places], scores[places]
    order = np.lexsort((rows, -scores))[:count]
    return rows[order], scores[order]
