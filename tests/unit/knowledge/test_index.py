"""The FAISS index on disk: whole, the right one, or refused in a sentence."""

import json
import threading
from dataclasses import replace

import numpy as np
import pytest

from bot.domain.languages import Language
from knowledge.index import DuplicatePassagesError, build_index, to_index_id
from knowledge.index_files import (
    FORMAT,
    IndexRefusedError,
    open_current,
    open_index,
    save_index,
)
from knowledge.passages import Passage

DIMENSION = 8


def passages(count: int, prefix: str = "p") -> list[Passage]:
    return [
        Passage(f"{prefix}{n}", Language.EN, f"text {prefix}{n}", "shown") for n in range(count)
    ]


def vectors(count: int, seed: int = 1) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def an_index(count: int = 20, prefix: str = "p", model: str = "model"):
    return build_index(passages(count, prefix), vectors(count), model)


def test_a_saved_index_finds_what_the_built_one_finds(tmp_path):
    index = an_index()
    opened = open_index(save_index(index, tmp_path))
    query = vectors(1, seed=9)[0]
    assert opened.nearest(query, 5) == index.nearest(query, 5)
    assert opened.passages == index.passages
    assert opened.id == index.id


def test_a_passage_is_nearest_to_its_own_vector():
    rows = vectors(20)
    number, score = an_index().nearest(rows[7], 1)[0]
    assert number == 7
    assert score == pytest.approx(1.0, abs=1e-5)


def test_an_empty_catalogue_gives_an_index_that_finds_nothing(tmp_path):
    index = build_index([], np.empty((0, DIMENSION), np.float32), "model")
    assert open_index(save_index(index, tmp_path)).nearest(vectors(1)[0], 3) == []


def test_above_the_flat_size_an_inverted_file_finds_nearly_the_same():
    rows = vectors(2000)
    exact = build_index(passages(2000), rows, "model")
    cells = build_index(passages(2000), rows, "model", flat_up_to=100)
    found = sum(
        bool({n for n, _ in exact.nearest(row, 10)} & {n for n, _ in cells.nearest(row, 10)})
        for row in rows[:50]
    )
    assert found == 50


def test_an_inverted_file_survives_saving(tmp_path):
    index = build_index(passages(500), vectors(500), "model", flat_up_to=100)
    opened = open_index(save_index(index, tmp_path))
    query = vectors(1, seed=4)[0]
    assert opened.nearest(query, 5) == index.nearest(query, 5)


def test_the_id_follows_model_products_languages_and_texts_but_not_their_order():
    some = passages(3)
    base = to_index_id("model", DIMENSION, some)
    assert to_index_id("model", DIMENSION, reversed(some)) == base
    others = [
        to_index_id("other", DIMENSION, some),
        to_index_id("model", DIMENSION + 1, some),
        to_index_id("model", DIMENSION, some[:2]),
        to_index_id("model", DIMENSION, [*some[:2], replace(some[2], text="new")]),
        to_index_id("model", DIMENSION, [*some[:2], replace(some[2], product_id="q")]),
        to_index_id("model", DIMENSION, [*some[:2], replace(some[2], language=Language.ZH)]),
    ]
    assert len({base, *others}) == len(others) + 1


def test_a_missing_index_is_told_in_a_sentence(tmp_path):
    with pytest.raises(IndexRefusedError, match="No index has been built yet"):
        open_current(tmp_path)
    with pytest.raises(IndexRefusedError, match="No index has been built yet"):
        open_index(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["vectors.faiss", "passages.jsonl"])
def test_a_file_with_one_changed_byte_is_refused(tmp_path, name):
    folder = save_index(an_index(), tmp_path)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(IndexRefusedError, match=f"damaged: {name}"):
        open_index(folder)


@pytest.mark.parametrize("name", ["vectors.faiss", "passages.jsonl"])
def test_a_file_cut_short_or_gone_is_refused(tmp_path, name):
    folder = save_index(an_index(), tmp_path)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(IndexRefusedError, match="damaged"):
        open_index(folder)
    (folder / name).unlink()
    with pytest.raises(IndexRefusedError, match="damaged"):
        open_index(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"format": 1}'])
def test_an_unreadable_manifest_is_refused(tmp_path, content):
    folder = save_index(an_index(), tmp_path)
    (folder / "manifest.json").write_text(content)
    with pytest.raises(IndexRefusedError):
        open_index(folder)


def test_a_manifest_that_names_no_files_is_refused(tmp_path):
    folder = save_index(an_index(), tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "checksums": {}}))
    with pytest.raises(IndexRefusedError, match="names no files"):
        open_index(folder)


def test_an_index_of_another_format_is_refused(tmp_path):
    folder = save_index(an_index(), tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": FORMAT + 1}))
    with pytest.raises(IndexRefusedError, match="format"):
        open_index(folder)


def test_an_index_of_another_model_is_refused(tmp_path):
    folder = save_index(an_index(model="theirs"), tmp_path)
    with pytest.raises(IndexRefusedError, match="made with the model theirs, not with ours"):
        open_index(folder, model_id="ours")


def test_an_index_of_another_catalogue_is_refused(tmp_path):
    folder = save_index(an_index(), tmp_path)
    with pytest.raises(IndexRefusedError, match="another state of the catalogue"):
        open_index(folder, index_id=an_index(prefix="q").id)


def test_a_damaged_pointer_is_refused_and_never_leads_outside(tmp_path):
    save_index(an_index(), tmp_path / "index")
    for content in (b"../../etc", b"", b"\xff\xfe"):
        (tmp_path / "index" / "current").write_bytes(content)
        with pytest.raises(IndexRefusedError):
            open_current(tmp_path / "index")


def test_saving_over_a_damaged_index_makes_it_whole(tmp_path):
    index = an_index()
    folder = save_index(index, tmp_path)
    (folder / "vectors.faiss").write_bytes(b"broken")
    save_index(index, tmp_path)
    assert open_current(tmp_path).id == index.id


def test_the_pointer_moves_only_to_a_finished_index(tmp_path):
    first, second = an_index(), an_index(prefix="q")
    save_index(first, tmp_path)
    (tmp_path / f".{second.id}.half").mkdir()
    assert open_current(tmp_path).id == first.id
    save_index(second, tmp_path)
    assert open_current(tmp_path).id == second.id


def test_nothing_is_left_beside_the_saved_index(tmp_path):
    folder = save_index(an_index(), tmp_path)
    save_index(an_index(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {folder.name, "current"}


def test_several_writers_of_the_same_index_leave_one_that_is_whole(tmp_path):
    index = an_index()
    errors: list[Exception] = []

    def write():
        try:
            save_index(index, tmp_path)
        except Exception as error:  # whatever it is, the test must show it
            errors.append(error)

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    assert open_current(tmp_path).id == index.id
