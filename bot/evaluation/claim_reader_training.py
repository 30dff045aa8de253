"""Fits the reader that tells from its meaning whether a sentence is a claim (torch, minutes).

Called by `bot/evaluation/claims_training.py`. The layer is that of `knowledge/claim_reader.py`;
E5, on which it stands, is not changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from knowledge.claim_reader import HEADS, to_pieces

Arrays = dict[str, NDArray[np.float16]]

# Chosen by writers left out, as the sizes are (DECISIONS 13).
_WIDTH, _WIDE = 128, 256
_EPOCHS, _BATCH, _RATE = 5, 64, 2e-3
_DROPPED = 0.1  # of what enters, and within the layer
_HOLD_BACK = 0.02  # labels of .02 and .98: no sentence is beyond doubt
_SORTED = 20  # batches that are filled by length together
_SPARSE = 50  # every so manieth piece says where the pieces lie


@dataclass(frozen=True)
class Sentences:
    """What E5 leaves of the pieces of sentences, one after the other.

    Attributes:
        pieces: (all pieces, 384).
        starts: (count + 1): the pieces of sentence n are `starts[n]` to `starts[n + 1]`.
    """

    pieces: NDArray[np.float16]
    starts: NDArray[np.int64]

    @classmethod
    def read(cls, texts: Sequence[str]) -> "Sentences":
        """Read folded sentences: 10 ms each."""
        rows = [to_pieces(text).astype(np.float16) for text in texts]
        return cls(np.vstack(rows), np.cumsum([0, *map(len, rows)]))

    def of(self, number: int) -> NDArray[np.float32]:
        """The pieces of one, (count, 384)."""
        return self.pieces[self.starts[number] : self.starts[number + 1]].astype(np.float32)

    def batch(self, numbers: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """Pieces (sentences, longest, 384), and where there are some (sentences, longest)."""
        rows = [self.of(number) for number in numbers.tolist()]
        longest = max(map(len, rows))
        entered = np.zeros((len(rows), longest, self.pieces.shape[1]), np.float32)
        present = np.zeros((len(rows), longest), np.bool_)
        for number, row in enumerate(rows):
            entered[number, : len(row)], present[number, : len(row)] = row, True
        return torch.from_numpy(entered), torch.from_numpy(present)

    def lengths(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many pieces each has."""
        return self.starts[numbers + 1] - self.starts[numbers]


class _Layer(nn.Module):
    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.dropped = nn.Dropout(_DROPPED)
        self.inner = nn.Linear(len(mean), _WIDTH)
        self.layer = nn.TransformerEncoderLayer(
            _WIDTH, HEADS, _WIDE, _DROPPED, activation="relu", batch_first=True, norm_first=True
        )
        self.looked = nn.Linear(_WIDTH, 1)
        self.left = nn.Linear(_WIDTH, 1)

    def forward(self, entered: Tensor, present: Tensor) -> Tensor:
        hidden = self.inner(self.dropped((entered - self.mean) / self.spread))
        hidden = self.layer(hidden, src_key_padding_mask=~present)
        looked = self.looked(hidden)[..., 0].masked_fill(~present, -torch.inf).softmax(1)
        joined = (looked[..., None] * hidden).sum(1)
        return self.left(self.dropped(joined))[:, 0]  # type: ignore[no-any-return]

    def to_arrays(self) -> Arrays:
        """Weights as `ClaimHead` takes them: the scale of what enters is part of the first."""
        inner = self.inner.weight / self.spread
        attention = self.layer.self_attn
        products = {
            "inner": (inner, self.inner.bias - inner @ self.mean),
            "qkv": (attention.in_proj_weight, attention.in_proj_bias),
            "joined": (attention.out_proj.weight, attention.out_proj.bias),
            "wide": (self.layer.linear1.weight, self.layer.linear1.bias),
            "narrow": (self.layer.linear2.weight, self.layer.linear2.bias),
            "looked": (self.looked.weight, self.looked.bias),
            "left": (self.left.weight, self.left.bias),
            "norm1": (self.layer.norm1.weight, self.layer.norm1.bias),
            "norm2": (self.layer.norm2.weight, self.layer.norm2.bias),
        }
        arrays: Arrays = {}
        for name, (weights, bias) in products.items():
            arrays[name] = weights.detach().numpy().T.astype(np.float16)
            arrays[f"{name}.b"] = bias.detach().numpy().astype(np.float16)
        return arrays


def fit_head(
    sentences: Sentences, numbers: NDArray[np.int64], is_claim: NDArray[np.bool_]
) -> Arrays:
    """Fit the layer to the sentences of those numbers; the same gives the same.

    `is_claim` tells of all sentences, by their numbers.
    """
    torch.manual_seed(0)
    shuffle = np.random.default_rng(0)
    known = torch.from_numpy(sentences.pieces[::_SPARSE].astype(np.float32))
    net = _Layer(known.mean(0), known.std(0))
    optimizer = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=0.02)
    steps = _EPOCHS * -(-len(numbers) // _BATCH)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.1)
    wanted = torch.from_numpy(np.where(is_claim, 1 - _HOLD_BACK, _HOLD_BACK).astype(np.float32))
    net.train()
    for _ in range(_EPOCHS):
        for batch in _batches(sentences, numbers, shuffle):
            told = net(*sentences.batch(batch))
            loss = nn.functional.binary_cross_entropy_with_logits(told, wanted[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            plan.step()
    return net.to_arrays()


def _batches(
    sentences: Sentences, numbers: NDArray[np.int64], shuffle: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Of sentences about equally long, in any order: little of a batch is empty."""
    mixed = shuffle.permutation(numbers)
    batches = []
    for first in range(0, len(mixed), _BATCH * _SORTED):
        some = mixed[first : first + _BATCH * _SORTED]
        some = some[np.argsort(sentences.lengths(some), kind="stable")]
        batches += [some[at : at + _BATCH] for at in range(0, len(some), _BATCH)]
    shuffle.shuffle(batches)
    return batches
