"""How the bytes of a shop's file are to be read as text."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from bot.domain.errors import InputError

_CHUNK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = {
    b"PK\x03\x04": "an Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"\x1f\x8b": "a compressed file",
    b"%PDF": "a PDF",
}
# Big5's first plane, the 5,401 characters of daily use: what a real text is mostly made of. Western
# letters misread as Big5 fall into its rare second plane.
_DAILY = range(0xA4, 0xC7)
_DAILY_SHARE = 0.7


def find_encoding(path: Path) -> str:
    """The encoding of a text file: UTF-8, UTF-16 or Big5 as Windows writes it (cp950).

    Raises:
        InputError: there is no such file, it is no text, or its encoding is none of these.
    """
    try:
        return _find_encoding(path)
    except IsADirectoryError:
        raise InputError(f"{path} is a folder: name a file in it.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def _find_encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if not start.strip():
        raise InputError(f"{path.name} is empty.")
    for magic, kind in _NO_TEXT.items():
        if start.startswith(magic):
            raise InputError(f"{path.name} is {kind}: save it as CSV (UTF-8) and import that.")
    for encoding in (*_by_mark(start), "utf-8", "cp950"):
        if _decodes(path, encoding) and (encoding != "cp950" or _is_big5(path)):
            return encoding
    raise InputError(
        f"{path.name} is neither UTF-8 nor UTF-16 nor Big5 text: save it as UTF-8 and try again."
    )


def _by_mark(start: bytes) -> Iterator[str]:
    """By the byte-order mark, else UTF-16 by where its zero bytes stand."""
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            yield encoding
            return
    even, odd = start[0:200:2].count(0), start[1:200:2].count(0)
    if max(even, odd) > len(start[:200]) // 8:
        yield "utf-16-le" if odd > even else "utf-16-be"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _is_big5(path: Path) -> bool:
    text = path.read_text(encoding="cp950")
    doubles = [encoded for c in text if not c.isascii() and len(encoded := c.encode("cp950")) == 2]
    letters = [encoded for encoded in doubles if encoded[0] >= _DAILY.start]
    daily = sum(encoded[0] in _DAILY for encoded in letters)
    return bool(letters) and daily >= len(letters) * _DAILY_SHARE
