"""The FAISS index on disk: whole, the right one, or refused in a sentence."""

import json
import os
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


def found_by(index, query):
    """What is found, by product and text: rows differ between ways to the same state."""
    return [
        (index.rows[row].product_id, index.rows[row].text, pytest.approx(score, abs=1e-6))
        for row, score in index.nearest(query, 40)
    ]


def a_changed_index(index):
    """Without p3, with p4 of another text, and with two new products."""
    added = [replace(passages(5)[4], text="new text"), *passages(2, "q")]
    return index.changed(["p3", "p4"], added, vectors(3, seed=5))


def test_a_changed_index_is_what_one_built_anew_is():
    changed = a_changed_index(an_index())
    kept = [n for n in range(20) if n not in {3, 4}]
    anew = build_index(
        [*(passages(20)[n] for n in kept), replace(passages(5)[4], text="new text"),
         *passages(2, "q")],
        np.concatenate((vectors(20)[kept], vectors(3, seed=5))),
        "model",
    )  # fmt: skip
    assert changed.id == anew.id == to_index_id("model", DIMENSION, changed.passages)
    assert len(changed) == len(anew) == 21
    for query in vectors(5, seed=8):
        assert found_by(changed, query) == found_by(anew, query)
    assert found_by(changed.rebuilt(), query) == found_by(anew, query)


def test_the_index_that_was_changed_stays_what_it_was():
    index = an_index()
    before = found_by(index, vectors(1)[0])
    a_changed_index(index)
    assert found_by(index, vectors(1)[0]) == before


def test_taking_back_a_change_gives_the_id_back():
    index = an_index()
    without = index.changed(["p7"], [], vectors(0))
    again = without.changed([], passages(8)[7:], vectors(8)[7:])
    assert without.id != index.id
    assert again.id == index.id


def test_a_product_is_not_added_twice():
    with pytest.raises(DuplicatePassagesError, match="p2: in the index already"):
        an_index().changed([], passages(3)[2:], vectors(1))


def test_products_are_allowed_by_their_ids():
    index = a_changed_index(an_index())
    allowed = index.allowed({"p4", "q1", "p3", "unheard"})
    assert {index.product_id(row) for row, _ in index.nearest(vectors(1)[0], 9, allowed)} == {
        "p4",
        "q1",
    }


def test_a_changed_index_is_saved_as_what_changed_and_opened_as_it_was(tmp_path):
    index = an_index()
    base = save_index(index, tmp_path)
    changed = a_changed_index(a_changed_index(index).changed(["q0", "q1"], [], vectors(0)))
    folder = save_index(changed, tmp_path)
    assert len((folder / "passages.jsonl").read_text().splitlines()) == 3
    opened = open_current(tmp_path)
    assert opened.id == changed.id
    assert opened.base.id == base.name
    assert found_by(opened, vectors(1)[0]) == found_by(changed, vectors(1)[0])
    again = opened.changed(["p9"], [], vectors(0))
    assert open_index(save_index(again, tmp_path)).id == again.id


def test_a_changed_index_is_saved_whole_where_what_was_built_is_not_saved(tmp_path):
    changed = a_changed_index(an_index())
    folder = save_index(changed, tmp_path)
    assert len((folder / "passages.jsonl").read_text().splitlines()) == 21
    assert found_by(open_current(tmp_path), vectors(1)[0]) == found_by(changed, vectors(1)[0])


def test_a_changed_index_is_refused_where_what_was_built_is_damaged(tmp_path):
    index = an_index()
    base = save_index(index, tmp_path)
    save_index(a_changed_index(index), tmp_path)
    (base / "vectors.faiss").write_bytes(b"broken")
    with pytest.raises(IndexRefusedError, match="damaged"):
        open_current(tmp_path)


def test_a_manifest_never_leads_outside(tmp_path):
    index = an_index()
    save_index(index, tmp_path)
    folder = save_index(a_changed_index(index), tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "base": "../../etc"}))
    with pytest.raises(IndexRefusedError, match="names no index"):
        open_current(tmp_path)


def test_an_index_of_cells_is_changed_and_saved_too(tmp_path):
    index = build_index(passages(500), vectors(500), "model", flat_up_to=100)
    save_index(index, tmp_path)
    changed = a_changed_index(index)
    save_index(changed, tmp_path)
    assert found_by(open_current(tmp_path), vectors(1)[0]) == found_by(changed, vectors(1)[0])


def test_what_was_current_long_ago_goes_and_what_is_built_upon_stays(tmp_path):
    index = an_index()
    folders = [
        save_index(state, tmp_path)
        for state in (an_index(prefix="old"), index, index.changed(["p1"], [], vectors(0)))
    ]
    for folder in folders:
        os.utime(folder, (0, 0))
    last = save_index(index.changed(["p2"], [], vectors(0)), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {folders[1].name, last.name, "current"}


def test_an_index_is_worn_when_much_of_it_changed():
    index = an_index()
    assert not index.changed(["p1"], [], vectors(0)).is_worn
    assert index.changed([f"p{n}" for n in range(10)], [], vectors(0)).is_worn
