"""Indexes on disk: saved aside and opened only when sound.

An index that was changed since it was built is saved as what changed, beside what was built.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from bot.domain.errors import DropwiseError
from bot.domain.languages import Language
from knowledge.index import PassageIndex
from knowledge.passages import Passage
from knowledge.vectors import VectorIndex

FORMAT = 3
_VECTORS, _CELLS, _PASSAGES, _MANIFEST, _CURRENT = (
    "vectors.faiss",
    "cells.faiss",
    "passages.jsonl",
    "manifest.json",
    "current",
)
_KEPT_SECONDS = 86_400  # another process may still be opening an index that was current


class IndexRefusedError(DropwiseError):
    """A saved index cannot be used; the message says why. Build it again from the catalogue."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a saved index is made of, and how to tell that it arrived whole.

    Attributes:
        index_id: digest over model, dimension and every passage's product, language and text.
        count: of the passages in this folder.
        checksums: SHA-256 of each file beside the manifest.
        base: id of the index that this folder adds to; None where it stands alone.
        gone: ids of the products whose passages in the base are not there any more.
    """

    format: int
    index_id: str
    model_id: str
    dimension: int
    count: int
    checksums: dict[str, str]
    base: str | None = None
    gone: list[str] = field(default_factory=list)


def save_index(index: PassageIndex, root: Path) -> Path:
    """Write an index to `root/<index id>` and point `root/current` at it.

    Everything is written aside, synced and renamed: a stop at any moment leaves the former index
    current. A folder that already stands there whole is kept. Of an index that was changed only
    the changes are written where what was built is saved. What was current more than a day ago
    goes.
    """
    root.mkdir(parents=True, exist_ok=True)
    if index.is_changed and not (index.id != index.base.id and _is_base(root / index.base.id)):
        index = index.rebuilt()
    folder = root / index.id
    if not _is_whole(folder):
        aside = Path(tempfile.mkdtemp(prefix=f".{index.id}.", dir=root))
        try:
            _write_files(index, aside)
            _put_in_place(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    _point_at(index.id, root)
    _forget_old(root, {index.id, index.base.id})
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
    index = _load(folder, manifest)
    if index.id != manifest.index_id:
        raise IndexRefusedError("The index is damaged: its passages do not match its id.")
    return index


def _load(folder: Path, manifest: Manifest) -> PassageIndex:
    try:
        flat = faiss.read_index(str(folder / _VECTORS))
        has_cells = _CELLS in manifest.checksums
        cells = faiss.read_index(str(folder / _CELLS)) if has_cells else None
        passages = list(_read_passages(folder / _PASSAGES))
    except (RuntimeError, OSError, ValueError, TypeError, KeyError) as error:
        raise IndexRefusedError("The index is damaged: its files cannot be read.") from error
    sizes = {flat.ntotal, len(passages), cells.ntotal if cells else manifest.count}
    if (sizes, flat.d) != ({manifest.count}, manifest.dimension):
        raise IndexRefusedError("The index is damaged: its vectors do not match its passages.")
    vectors = VectorIndex(flat, cells, np.empty((0, flat.d), np.float32))
    if manifest.base is None:
        return PassageIndex(passages, vectors, manifest.model_id)
    if not manifest.base.isalnum():
        raise IndexRefusedError("The index is damaged: its manifest names no index to add to.")
    base = open_index(
        folder.parent / manifest.base, index_id=manifest.base, model_id=manifest.model_id
    )
    return base.changed(manifest.gone, passages, vectors.of(np.arange(len(vectors))))


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
    """The whole index, or what was changed since it was built."""
    base, first, gone = None, 0, []
    if index.is_changed:
        base, first = index.base.id, index.base.count
        removed = np.flatnonzero(~index.is_there[:first]).tolist()
        gone = sorted({index.product_id(row) for row in removed})
    rows = np.flatnonzero(index.is_there[first:]) + first
    names = [_VECTORS, _PASSAGES]
    if base is None and index.vectors.cells is not None:
        faiss.write_index(index.vectors.cells, str(folder / _CELLS))
        names.append(_CELLS)
    faiss.write_index(_to_flat(index, rows) if base else index.vectors.flat, str(folder / _VECTORS))
    _write_passages((index.rows[row] for row in rows), folder / _PASSAGES)
    checksums = {name: _checksum(folder / name) for name in names}
    manifest = Manifest(
        FORMAT, index.id, index.model_id, index.dimension, len(rows), checksums, base, gone
    )
    _write_synced(folder / _MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    for name in checksums:
        _sync(folder / name)
    _sync_folder(folder)


def _to_flat(index: PassageIndex, rows: Any) -> Any:
    flat = faiss.IndexFlatIP(index.dimension)
    flat.add(index.vectors.of(rows))
    return flat


def _write_passages(passages: Iterable[Passage], file: Path) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for passage in passages:
            lines.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")


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


def _forget_old(root: Path, kept: Collection[str]) -> None:
    """Remove the folders of indexes that were current long ago."""
    long_ago = time.time() - _KEPT_SECONDS
    for folder in root.iterdir():
        is_index = folder.name.isalnum() and (folder / _MANIFEST).is_file()
        if is_index and folder.name not in kept and folder.stat().st_mtime < long_ago:
            shutil.rmtree(folder, ignore_errors=True)


def _is_base(folder: Path) -> bool:
    """Whether an index stands there that stands alone; its files are checked when it is opened."""
    try:
        return _read_manifest(folder).base is None
    except IndexRefusedError:
        return False


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
