"""The network of multilingual E5 small: a BERT encoder (Devlin et al., 2019) in ONNX Runtime.

Products are of 8-bit integers. The last product of each layer keeps the file's 4 bits and rounds
what it multiplies in blocks of 32: single values there are far above the others, and rounded like
the rest they would be most of the error (DECISIONS 12).
"""

from collections.abc import Sequence
from typing import cast

import numpy as np
import onnxruntime

from bot.e5.onnx_graph import CONTRIBUTED, GraphBuilder
from bot.e5.rounding import Floats
from bot.e5.weights import BLOCK, E5File, to_pairs_in_order, unpack

ENTERED = "entered"
_ROUNDED_WHILE_MULTIPLIED = 4  # MatMulNBits: "accuracy level" int8


class E5Network:
    """From the numbers of a text's pieces to its vector."""

    def __init__(self, file: E5File) -> None:
        self._words = file.packed_rows("emb.word", file.dimension)
        places = file.tensor("emb.pos").reshape(-1, file.dimension)
        self._places = places + file.tensor("emb.type")[: file.dimension]
        self._session = _Network(file).open()
        self._vector, self._pieces = (left.name for left in self._session.get_outputs())

    def encode(self, numbers: Sequence[int]) -> Floats:
        """An array of shape (dimension,), of length 1: the mean over the pieces.

        One text at a time: what is rounded takes its scale from all that is given, and a vector
        must not depend on what other texts there are.
        """
        return self._run(numbers, self._vector)

    def encode_pieces(self, numbers: Sequence[int]) -> Floats:
        """An array of shape (pieces, dimension): what the last layer leaves of each piece."""
        return self._run(numbers, self._pieces)

    def _run(self, numbers: Sequence[int], left: str) -> Floats:
        entered = unpack(self._words[list(numbers)]) + self._places[: len(numbers)]
        (found,) = self._session.run([left], {ENTERED: entered[None]})
        return cast("Floats", found[0])


class _Network:
    """The graph, made of the file's tensors by their names."""

    def __init__(self, file: E5File) -> None:
        self._file = file
        self._graph = GraphBuilder()

    def open(self) -> onnxruntime.InferenceSession:
        graph, width = self._graph, self._file.dimension
        hidden = graph.node(
            "LayerNormalization", [ENTERED, *self._norm("emb.ln")], epsilon=self._file.epsilon
        )
        for number in range(self._file.layers):
            hidden = self._layer(hidden, f"l{number}.")
        pieces = graph.constant("pieces", np.array([1]))
        mean = graph.node("ReduceMean", [hidden, pieces], keepdims=0)
        vector = graph.node("LpNormalization", [mean], axis=-1, p=2)
        each = [1, "pieces", width]
        return graph.open(ENTERED, each, {vector: [1, width], hidden: each})

    def _layer(self, entered: str, name: str) -> str:
        graph = self._graph
        parts = [self._rounded_product(entered, name + part) for part in ("q", "k", "v")]
        biases = np.concatenate([self._file.tensor(f"{name}{part}.b") for part in ("q", "k", "v")])
        bias = graph.constant(f"{name}qkv.b", biases)
        seen = graph.node(
            "MultiHeadAttention", [*parts, bias], CONTRIBUTED, num_heads=self._file.heads
        )
        attended = self._rounded_product(seen, name + "ao")
        hidden = self._added(attended, entered, name + "ao", name + "aln")
        inner = [self._rounded_product(hidden, name + "fi"), self._vector(name + "fi.b")]
        wide = graph.node("BiasGelu", inner, CONTRIBUTED)
        narrow = self._packed_product(wide, name + "fo")
        return self._added(narrow, hidden, name + "fo", name + "oln")

    def _rounded_product(self, entered: str, name: str) -> str:
        weights = self._file.matrix(name + ".w", self._file.dimension)
        return self._graph.rounded_product(entered, name, weights)

    def _packed_product(self, entered: str, name: str) -> str:
        blocks = self._file.packed_rows(name + ".w", self._file.wide)
        constants = [
            self._graph.constant(name + ".pairs", to_pairs_in_order(blocks)),
            self._graph.constant(name + ".scales", blocks["scale"].astype(np.float32).reshape(-1)),
        ]
        return self._graph.node(
            "MatMulNBits",
            [entered, *constants],
            CONTRIBUTED,
            K=self._file.wide,
            N=len(blocks),
            bits=4,
            block_size=BLOCK,
            accuracy_level=_ROUNDED_WHILE_MULTIPLIED,
        )

    def _added(self, left: str, right: str, bias: str, norm: str) -> str:
        """The normalised sum of two and a bias."""
        entered = [left, right, *self._norm(norm), self._vector(bias + ".b")]
        epsilon = self._file.epsilon
        return self._graph.node("SkipLayerNormalization", entered, CONTRIBUTED, epsilon=epsilon)

    def _norm(self, name: str) -> list[str]:
        return [self._vector(name + ".w"), self._vector(name + ".b")]

    def _vector(self, name: str) -> str:
        return self._graph.constant(name, self._file.tensor(name))
