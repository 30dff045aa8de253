"""The dense index: passages and their vectors in FAISS, saved aside and opened only when sound."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from bot.domain.errors import DropwiseError
from bot.domain.languages import Language
from knowledge.embeddings import Vectors
from knowledge.passages import Passage

FORMAT = 2
# Up to here an exact scan takes at most 12 ms on one thread; above, an inverted file 2 ms.
FLAT_UP_TO = 200_000
_PROBES = 32
_VECTORS, _PASSAGES, _MANIFEST, _CURRENT = (
    "vectors.faiss",
    "passages.jsonl",
    "manifest.json",
    "current",
)

faiss.omp_set_num_threads(1)


class IndexRefusedError(DropwiseError):
    """A saved index cannot be used; the message says why. Build it again from the catalogue."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a saved index is made of, and how to tell that it arrived whole.

    Attributes:
        index_id: digest over model, dimension and every passage's product, language and text.
        checksums: SHA-256 of each file beside the manifest.
    """

    format: int
    index_id: str
    model_id: str
    dimension: int
    count: int
    checksums: dict[str, str]


class PassageIndex:
    """Passages with their vectors; read-only, safe to search from many threads."""

    def __init__(self, passages: Sequence[Passage], index: Any, model_id: str) -> None:
        self.passages = tuple(passages)
        self.model_id = model_id
        self.dimension = int(index.d)
        self.id = to_index_id(model_id, self.dimension, self.passages)
        self.faiss = index

    def __len__(self) -> int:
        return len(self.passages)

    def nearest(self, query: Vectors, count: int) -> list[tuple[int, float]]:
        """Passage numbers and cosines of the nearest passages, best first."""
        if not self.passages:
            return []
        wanted = min(count, len(self.passages))
        scores, numbers = self.faiss.search(query.reshape(1, -1), wanted)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in pairs if number >= 0]


def to_index_id(model_id: str, dimension: int, passages: Iterable[Passage]) -> str:
    """The id of the index these passages give with this model; their order does not matter."""
    keys = sorted(f"{p.product_id}\t{p.language.value}\t{p.hash}" for p in passages)
    return hashlib.sha256("\n".join((model_id, str(dimension), *keys)).encode()).hexdigest()[:16]


def build_index(
    passages: Sequence[Passage], vectors: Vectors, model_id: str, flat_up_to: int = FLAT_UP_TO
) -> PassageIndex:
    """Index passages by their vectors of length 1, shape (len(passages), dimension).

    An exact inner-product scan up to `flat_up_to` passages, above it an inverted file of about
    four times the square root of their number cells.
    """
    count, dimension = vectors.shape
    if count <= flat_up_to:
        index = faiss.index_factory(dimension, "Flat", faiss.METRIC_INNER_PRODUCT)
    else:
        cells = max(1, int(4 * np.sqrt(count)))
        index = faiss.index_factory(dimension, f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
        index.train(vectors)
        faiss.extract_index_ivf(index).nprobe = _PROBES
    index.add(vectors)
    return PassageIndex(passages, index, model_id)


def save_index(index: PassageIndex, root: Path) -> Path:
    """Write an index to `root/<index id>` and point `root/current` at it.

    Everything is written aside, synced and renamed: a stop at any moment leaves the former index
    current. A folder that already stands there whole is kept.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = root / index.id
    if not _is_whole(folder):
        aside = Path(tempfile.mkdtemp(prefix=f".{index.id}.", dir=root))
        try:
            _write_files(index, aside)
            _put_in_place(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    _point_at(index.id, root)
    return folder


def open_current(root: Path, model_id: str | None = None) -> PassageIndex:
    """Open the index that `root/current` points at.

    Raises:
        IndexRefusedError: there is none, or it is refused as in `open_index`.
    """
    try:
        index_id = (root / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise IndexRefusedError("No index has been built yet.") from None
    if not index_id.isalnum():
        raise IndexRefusedError("The pointer to the current index is damaged.")
    return open_index(root / index_id, index_id=index_id, model_id=model_id)


def open_index(
    folder: Path, *, index_id: str | None = None, model_id: str | None = None
) -> PassageIndex:
    """Open a saved index after checking that it is whole and the one expected.

    Args:
        folder: where `save_index` put it.
        index_id: the id it must have (the catalogue's own, see `to_index_id`), if known.
        model_id: the model it must be made with, if known.

    Raises:
        IndexRefusedError: missing, damaged, of another format, model or catalogue.
    """
    manifest = _read_manifest(folder)
    if model_id is not None and manifest.model_id != model_id:
        raise IndexRefusedError(
            f"The index was made with the model {manifest.model_id}, not with {model_id}."
        )
    if index_id is not None and manifest.index_id != index_id:
        raise IndexRefusedError("The index belongs to another state of the catalogue.")
    for name, checksum in manifest.checksums.items():
        if _checksum(folder / name) != checksum:
            raise IndexRefusedError(f"The index is damaged: {name} is not what was written.")
    return _load(folder, manifest)


def _load(folder: Path, manifest: Manifest) -> PassageIndex:
    try:
        raw = faiss.read_index(str(folder / _VECTORS))
        passages = list(_read_passages(folder / _PASSAGES))
    except (RuntimeError, OSError, ValueError, TypeError, KeyError) as error:
        raise IndexRefusedError("The index is damaged: its files cannot be read.") from error
    if (raw.ntotal, raw.d, len(passages)) != (manifest.count, manifest.dimension, manifest.count):
        raise IndexRefusedError("The index is damaged: its vectors do not match its passages.")
    index = PassageIndex(passages, raw, manifest.model_id)
    if index.id != manifest.index_id:
        raise IndexRefusedError("The index is damaged: its passages do not match its id.")
    return index


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise IndexRefusedError("No index has been built yet.") from None
    except (OSError, ValueError, TypeError) as error:
        raise IndexRefusedError("The index is damaged: its manifest cannot be read.") from error
    if manifest.format != FORMAT:
        raise IndexRefusedError(f"The index has format {manifest.format}, this program {FORMAT}.")
    if not {_VECTORS, _PASSAGES} <= set(manifest.checksums or ()):
        raise IndexRefusedError("The index is damaged: its manifest names no files.")
    return manifest


def _write_files(index: PassageIndex, folder: Path) -> None:
    faiss.write_index(index.faiss, str(folder / _VECTORS))
    with (folder / _PASSAGES).open("w", encoding="utf-8") as lines:
        for passage in index.passages:
            lines.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")
    checksums = {name: _checksum(folder / name) for name in (_VECTORS, _PASSAGES)}
    manifest = Manifest(FORMAT, index.id, index.model_id, index.dimension, len(index), checksums)
    _write_synced(folder / _MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    for name in checksums:
        _sync(folder / name)
    _sync_folder(folder)


def _put_in_place(aside: Path, folder: Path) -> None:
    """Rename the finished folder, unless another writer was first; what is damaged makes way.

    Raises:
        OSError: the folder can be neither used nor moved.
    """
    try:
        aside.rename(folder)
    except OSError:
        if _is_whole(folder):
            return
        _move_away(folder)
        aside.rename(folder)


def _move_away(folder: Path) -> None:
    damaged = Path(tempfile.mkdtemp(prefix=f".{folder.name}.damaged.", dir=folder.parent))
    folder.rename(damaged)
    shutil.rmtree(damaged, ignore_errors=True)


def _point_at(index_id: str, root: Path) -> None:
    descriptor, pointer = tempfile.mkstemp(prefix=f".{_CURRENT}.", dir=root)
    os.close(descriptor)
    _write_synced(Path(pointer), index_id.encode())
    Path(pointer).replace(root / _CURRENT)
    _sync_folder(root)


def _is_whole(folder: Path) -> bool:
    try:
        open_index(folder, index_id=folder.name)
    except IndexRefusedError:
        return False
    return True


def _read_passages(file: Path) -> Iterator[Passage]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Passage(**{**row, "language": Language(row["language"])})


def _checksum(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _write_synced(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    _sync(file)


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
