"""Text from strangers, made comparable: folded characters, tokens that know where they stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, List, Mapping, Tuple

LONGEST_MESSAGE = 2_000  # LINE sends up to 10,000 characters; nobody asks a shop in more than 2,000
MOST_MARKS = 8
HALF_WIDTH_VOICE_MARKS = "ﾞﾟ"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
KANA = "\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"
THAI = "\u0e00-\u0e7f"
NO_SPACES = HAN + KANA + THAI

PLAIN_MARKS: Dict[str, str] = {
    **dict.fromkeys("’‘ʼ`´＇", "'"),
    **dict.fromkeys("〜∼～", "~"),
    "￥": "¥",
}

_TOKEN = re.compile(
    rf"(?P<number>\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?)"
    rf"|(?P<character>[{NO_SPACES}])"
    rf"|(?P<word>[^\W\d_{NO_SPACES}]+(?:'[^\W\d_{NO_SPACES}]+)*)"
    rf"|(?P<mark>\S)"
)
_KANA = re.compile(f"[{KANA}]")
_THAI = re.compile(f"[{THAI}]")
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class Folded:
    """Comparable text and, for each character, the position in the original it came from.

    `origins` has one entry more than `text`: the end of the original.
    """

    text: str
    origins: Tuple[int, ...]


@dataclass(frozen=True)
class Token:
    """One word, number, mark, or character of a script without spaces.

    `start` and `end` are positions in the original text.
    """

    text: str
    kind: str
    start: int
    end: int


def fold(text: str, characters: Mapping[str, str]) -> Folded:
    """Lower-case, NFKC, no Latin accents, nothing invisible; `characters` maps variant forms."""
    folded: List[str] = []
    origins: List[int] = []
    for start, end in _clusters(text):
        for character in _fold_cluster(text[start:end]):
            folded.append(characters.get(character, character))
            origins.append(start)
    return Folded("".join(folded), (*origins, len(text)))


def tokenise(folded: Folded) -> List[Token]:
    """Words, numbers, marks; one token a character for Chinese, Japanese and Thai."""
    return [_to_token(match, folded) for match in _TOKEN.finditer(folded.text)]


def cut(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """The beginning of a text, never between a character and the marks that belong to it."""
    if len(text) <= longest:
        return text
    end = longest
    while end > 0 and longest - end < MOST_MARKS and _is_mark(text[end]):
        end -= 1
    return text[:end]


def has_words(text: str) -> bool:
    """A letter or digit of any script is in it."""
    return any(character.isalnum() for character in text)


def is_chinese(text: str) -> bool:
    """Han characters and no kana: the text is read as Chinese."""
    return bool(_HAN.search(text)) and not _KANA.search(text)


def is_thai(text: str) -> bool:
    """Whether the text begins with a Thai character."""
    return bool(_THAI.match(text))


def _to_token(match: "re.Match[str]", folded: Folded) -> Token:
    first, behind = match.span()
    end = max(folded.origins[behind], folded.origins[behind - 1] + 1)
    kind = match.lastgroup or "mark"
    return Token(match.group().replace("'", ""), kind, folded.origins[first], end)


def _clusters(text: str) -> List[Tuple[int, int]]:
    """A base character with its marks; Thai vowels stay apart, they are letters there."""
    clusters: List[Tuple[int, int]] = []
    for position, character in enumerate(text):
        if clusters and _joins_previous(character):
            clusters[-1] = (clusters[-1][0], position + 1)
        else:
            clusters.append((position, position + 1))
    return clusters


def _is_mark(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        or character in HALF_WIDTH_VOICE_MARKS
    )


@lru_cache(maxsize=4096)
def _joins_previous(character: str) -> bool:
    if character in HALF_WIDTH_VOICE_MARKS:
        return True
    return unicodedata.combining(character) != 0 and not "\u0e00" <= character <= "\u0e7f"


def _fold_cluster(cluster: str) -> str:
    return _fold_single(cluster) if len(cluster) == 1 else _fold_characters(cluster)


@lru_cache(maxsize=16384)
def _fold_single(character: str) -> str:
    return _fold_characters(character)


def _fold_characters(cluster: str) -> str:
    if cluster in PLAIN_MARKS:
        return PLAIN_MARKS[cluster]
    composed = unicodedata.normalize("NFKC", cluster).lower()
    visible = "".join(_to_visible(character) for character in composed[:8])
    return _strip_accents(visible)


def _to_visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Zl", "Zp", "Zs", "Cs", "Co", "Cn") else character


def _strip_accents(text: str) -> str:
    if not text or not "\u00c0" <= text[0] <= "\u024f":
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
