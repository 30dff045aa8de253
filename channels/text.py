"""Text from strangers made safe to keep, and text of ours made to fit a platform's limits.

Lengths are UTF-16 code units, the way LINE counts a message's text and the strictest of the ways
platforms count; code points and graphemes are never more.
"""

import regex

MAX_INCOMING_LENGTH = 5_000

# C0 and C1 controls but tab and line feed (PostgreSQL refuses NUL), and lone surrogates, which no
# UTF-8 holds: JSON can smuggle them in as \ud800.
_UNSAFE = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAK = regex.compile(r"\r\n?|\u2028|\u2029")
_SPACES = regex.compile(r"\s+")
_GRAPHEME = regex.compile(r"\X")
_BREAKS = (
    regex.compile(r"\n+"),
    # One mark before the white space is enough: a run of them would be tried again from each.
    regex.compile(r"[。！？…]+[」』”’）]*|[.!?][\"')\]]*+\s++"),
    regex.compile(r"\s+"),
)
_ELLIPSIS = "…"


def safe_text(text: str) -> str:
    """The text without controls, NUL and lone surrogates, its line breaks as line feeds."""
    return _UNSAFE.sub("", _LINE_BREAK.sub("\n", text))


def clean_text(text: str) -> str:
    """A stranger's text: safe to keep and at most 5,000 units long."""
    return prefix(safe_text(text), MAX_INCOMING_LENGTH)


def length(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def prefix(text: str, limit: int) -> str:
    """The longest beginning that fits and cuts through no grapheme.

    One grapheme longer than `limit` (a letter under a heap of accents) is cut between code points.
    """
    fitting = _units(text[:limit], limit)
    if len(fitting) == len(text):
        return text
    # Whether a boundary lies before a character depends on it and what precedes, so one character
    # more tells whether the last grapheme is whole.
    *_, last = _GRAPHEME.finditer(text[: len(fitting) + 1])
    return text[: last.start()] or fitting


def shorten(text: str, limit: int) -> str:
    """The text in one line, ending in an ellipsis where it had to be cut."""
    line = one_line(text)
    if length(line) <= limit:
        return line
    return prefix(line, limit - 1).rstrip() + _ELLIPSIS


def one_line(text: str) -> str:
    """The text, made safe, with every run of white space as one space."""
    return _SPACES.sub(" ", safe_text(text)).strip()


def split_text(text: str, limit: int) -> list[str]:
    """The text, made safe, in pieces of at most `limit` (2 or more).

    Cut at line ends, else sentence ends, else spaces, else anywhere between graphemes. White space
    at a cut is dropped; no piece is blank; nothing else is lost.
    """
    pieces = []
    rest = safe_text(text).strip()
    while rest:
        head = prefix(rest, limit)
        cut = len(head) if len(head) == len(rest) else _last_break(head)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return pieces


def _units(text: str, limit: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")[: limit * 2]
    return encoded.decode("utf-16-le", "ignore")


def _last_break(head: str) -> int:
    """Where to cut a piece: as late as its second half allows, else at its end."""
    whole = {grapheme.end() for grapheme in _GRAPHEME.finditer(head)}
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(head) if found.end() in whole]
        if ends and ends[-1] * 2 >= len(head):
            return ends[-1]
    return len(head)
