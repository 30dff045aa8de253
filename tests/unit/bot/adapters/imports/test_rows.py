"""Rows of files as shops write them."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.imports.rows import Row, open_rows
from bot.domain.errors import InputError

TEXT = "品名,價格\n保濕精華液,1280\n"


def read(path: Path, content: str | bytes) -> list[Row]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(open_rows(path).read())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "big5", "cp950"])
def test_chinese_text_is_read_in_any_encoding_shops_use(path: Path, encoding: str) -> None:
    (row,) = read(path, TEXT.encode(encoding))
    assert row.cells == {"品名": "保濕精華液", "價格": "1280"}


def test_western_text_that_is_no_utf8_is_not_taken_for_chinese(path: Path) -> None:
    content = "name,price\nCrème d'été prête à l'emploi,39\n".encode("cp1252")
    with pytest.raises(InputError, match="save it as UTF-8"):
        read(path, content)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(path: Path, delimiter: str) -> None:
    content = delimiter.join(("name", "price", "size")) + "\n" + delimiter.join(("Dew", "3", "4"))
    assert read(path, content)[0].cells == {"name": "Dew", "price": "3", "size": "4"}


def test_rows_carry_the_line_they_begin_on(path: Path) -> None:
    content = 'name,price\r\n"Dew\r\nSerum",3\r\n\r\n , \r\nFog,4\r\n'
    assert [(row.line, row.cells["name"]) for row in read(path, content)] == [
        (2, "Dew\r\nSerum"),
        (6, "Fog"),
    ]


def test_a_short_row_lacks_cells_and_a_long_one_is_told(path: Path) -> None:
    short, long = read(path, "name,price,size\nDew,3\nFog,4,5,6\n")
    assert (short.cells, short.problem) == ({"name": "Dew", "price": "3"}, None)
    assert long.problem is not None
    assert "4 cells for 3 columns" in long.problem


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "an Excel or zip file"),
        (b"\x1f\x8b\x08rest", "a compressed file"),
        (b'[{"name": "Dew"}]', "one object a line"),
        (b"<html>", "HTML or XML"),
        (b"name,name\n1,2\n", "'name' twice"),
        (b"\xff\xfa\xfb,\xff\n", "neither UTF-8 nor UTF-16 nor Big5"),
        (b'name,price\n"' + b"x" * 200_000, "line 2: no CSV from here on"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(
    path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        read(path, content)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        open_rows(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is a folder"):
        open_rows(tmp_path)


def test_json_lines_are_flat_with_what_lies_inside(path: Path) -> None:
    record = {"name": {"en": "Dew", "zh": "露"}, "price": {"TWD": 9}, "tags": ["a"], "x": None}
    file_content = json.dumps(record) + "\n\nnot json\n[1]\n"
    first, second, third = read(path, file_content)
    assert first.cells == {"name_en": "Dew", "name_zh": "露", "price_TWD": 9, "tags": ["a"]}
    assert (second.line, second.problem) == (3, "no JSON object")
    assert third.problem == "no JSON object"


def test_what_no_database_takes_is_left_out(path: Path) -> None:
    (row,) = read(path, '{"name": "De\\u0000w \\ud800\\u0007!"}\n')
    assert row.cells == {"name": "Dew !"}


def test_columns_of_json_lines_are_those_of_all_lines(path: Path) -> None:
    path.write_text('{"name": "Dew"}\n{"price": 3}\n')
    assert open_rows(path).columns == ("name", "price")


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_a_csv_writer_wrote_is_read_back(
    path: Path, pairs: list[tuple[str, str]], delimiter: str
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([("name", "price"), *pairs])
    rows = read(path, buffer.getvalue())
    assert [(row.cells["name"], row.cells["price"]) for row in rows] == pairs


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_refused(path: Path, content: bytes) -> None:
    try:
        rows = read(path, content)
    except InputError:
        return
    assert all(row.line >= 1 for row in rows)
