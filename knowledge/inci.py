"""Cuts the ingredient list of a real label into single names.

Labels are written by hand: lists inside lists, several products in one text, footnotes, colour
sections, translations after slashes, broken brackets. Cutting knows no ingredient; what a name
means is the ingredient table's to say.
"""

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest

_MAX_WORDS = 9  # the longest INCI names have about eight; a longer piece is a sentence
_COMMA = "\ue000"  # stands for a comma that belongs to a name
_SLASH = {"\\": "/", "／": "/", "，": ",", "、": ",", "；": ";", "’": "'", "‘": "'", "´": "'"}
# "Water\\Aqua\\Eau" means slashes; an escape is only a quote, a backslash or a line's end.
_LABEL_BACKSLASH = re.compile(r"\\(?!['\"\\]|n(?![a-z]))")
_MARKS = re.compile(r"[*†‡§°^#™®©~“”\"]+|\[nano\]|\(nano\)|\[\d+\]", re.IGNORECASE)
_PERCENT = re.compile(
    r"\(?\s*[<≤]?\s*\d+(?:[.,]\d+)?\s*(?:%|percent\b|ppm\b)(?:\s*w/w)?\s*\)?", re.IGNORECASE
)
_LOCANTS = re.compile(r"(?<![\w-])\d(?:,\d)+(?=-)")
_SPACED_LOCANTS = re.compile(r"\b1,\s+2-\s*(?=hexane|pentane|octane)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]{0,120}[)\]}]")
_MAY_CONTAIN = re.compile(
    r"[\[(]?\s*(?:\+\s*/\s*-|±|may contain)\s*:?|peut contenir\s*:?", re.IGNORECASE
)
_AND = re.compile(r"\(\s*(?:and|&)\s*\)", re.IGNORECASE)
_HEADING = re.compile(r"(?:^|(?<=[,;.:])|(?<=\n))[^,;:\n]{0,80}:(?!//)")
_ABBREVIATIONS = r"(?<!\bSt)(?<!\bNo)(?<!\bExt)(?<!\bvar)(?<!\bsp)(?<!\bssp)"
_SENTENCE_END = re.compile(_ABBREVIATIONS + r"\.\s+(?=[A-Z(])")
_SEPARATORS = re.compile(r"[,;|•·●▪]|\s[-–—]\s|\n")
_NOT_NAMES = {"organic", "natural", "vegan", "fair trade", "and", "or"}
_PROSE = re.compile(
    r"\b(?:please|this|these|our|your|helps?|provides?|contains?|without|free|formulated|derived|"
    r"certified|organically|organic farming|ingredients?|natural origin|packaging|refer|subject|"
    r"cruelty|www|clean at|tested|known|which|that|are|is)\b",
    re.IGNORECASE,
)


def split_inci(text: str) -> tuple[str, ...]:
    """The names of an ingredient list as written, in label order, without marks and percentages.

    A colour section ("May contain …") counts as part of the list; headings ("Serum:") and
    sentences do not.
    """
    flat = _plain(" ".join(_joined_items(_unwrapped(text))))
    pieces = _SEPARATORS.split(_protect(_HEADING.sub(",", flat)))
    names = (_clean(piece.replace(_COMMA, ",")) for piece in pieces)
    return tuple(name for name in names if name and not _is_prose(name))


def _unwrapped(text: str) -> list[str]:
    """The items of a list-shaped text ("['…', '…']"), else the text itself."""
    stripped = text.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        try:
            value = ast.literal_eval(_LABEL_BACKSLASH.sub(r"\\\\", stripped))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return [stripped[1:-1].strip("'\" ")]
        if isinstance(value, list):
            return [str(item) for item in value]
    return [stripped]


def _joined_items(items: Iterable[str]) -> Iterator[str]:
    """Items end where a line of the label ended: within a name, after a comma, or after a list."""
    lines = [item.strip() for item in items]
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        is_end = line.endswith((".", ":")) or following.endswith(":")
        yield f"{line}," if is_end else line


def _plain(text: str) -> str:
    for mark, plain in _SLASH.items():
        text = text.replace(mark, plain)
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C")
    text = _AND.sub(",", _PERCENT.sub(" ", _MARKS.sub("", text)))
    text = _MAY_CONTAIN.sub(",", text)
    return text if "," not in text and "\n" in text else text.replace("\n", " ")


def _protect(text: str) -> str:
    """Hide the commas that belong to a name: locants, and what stands in brackets."""
    text = _SPACED_LOCANTS.sub(f"1{_COMMA}2-", text)
    text = _LOCANTS.sub(lambda found: found[0].replace(",", _COMMA), text)
    text = _BRACKETS.sub(lambda found: found[0].replace(",", _COMMA).replace(";", _COMMA), text)
    return _SENTENCE_END.sub(",", text)


def _clean(piece: str) -> str:
    """One name without stray brackets, dots and doubled blanks."""
    name = re.sub(r"\s+", " ", piece).strip(" .-–—/&'+")
    for opening, closing in ("()", "[]", "{}"):
        if name.count(opening) != name.count(closing):
            name = name.strip(opening + closing).strip(" .")
            name = name.split(opening)[0] if name.count(opening) > name.count(closing) else name
    name = name.strip(" .-/")
    return name if any(character.isalpha() for character in name) else ""


def _is_prose(name: str) -> bool:
    bare = _BRACKETS.sub("", name)
    if bare.lower().strip() in _NOT_NAMES:
        return True
    words = bare.split()
    return len(words) > _MAX_WORDS or (len(words) > 1 and bool(_PROSE.search(bare)))
