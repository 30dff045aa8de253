"""Finds the ingredients that a question names, in four languages and with slips of the pen."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA
from ruamel.yaml import YAML

from bot.domain.education import Education
from bot.domain.languages import Language, detect_language
from knowledge.ingredients import IngredientTable

LEXICON_FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"

MAX_TEXT_CHARACTERS = 500
# Letters from which one slip, and two, are forgiven in a Latin word.
_ONE_SLIP, _TWO_SLIPS = 6, 9
# Latin words and numbers whole; anything else by the character, as CJK and Thai part no words.
_TOKENS = re.compile(r"[a-z0-9]+|[^\W_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")

_THIS = {
    Language.EN: " this ingredient ",
    Language.ZH: "這個成分",
    Language.JA: "この成分",
    Language.TH: "ส่วนผสมนี้",
}

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    Attributes:
        ingredients: names of the table, in the order of the text, each once.
        rest: the question with "this ingredient" in the place of each name, in its language: what
            is asked, whatever it is asked of.
    """

    ingredients: tuple[str, ...]
    rest: str


class IngredientTerms:
    """Which spelling names which ingredients of the table; the longest spelling wins."""

    def __init__(self, spellings: Mapping[Words, tuple[str, ...]]) -> None:
        self._meanings = spellings
        self._by_first: dict[str, list[Words]] = defaultdict(list)
        for words in sorted(spellings, key=len, reverse=True):
            self._by_first[words[0]].append(words)
        self._latin = {
            word for words in spellings for word in words if word.isascii() and len(word) > 4
        }

    def find(self, text: str) -> tuple[str, ...]:
        """The ingredients named, in the order of the text, each once."""
        return self.read(text).ingredients

    def read(self, text: str) -> Named:
        """What a question names, and what it asks apart from the names."""
        plain = _plain(text[:MAX_TEXT_CHARACTERS])
        found = list(_TOKENS.finditer(plain))
        tokens = [self._known(_singular(token.group())) for token in found]
        names: list[str] = []
        pieces: list[str] = []
        place = end = 0
        this = _THIS[detect_language(plain)]
        while place < len(tokens):
            words = self._longest_at(place, tokens)
            if words:
                names += self._meanings[words]
                pieces += (plain[end : found[place].start()], this)
                end = found[place + len(words) - 1].end()
            place += max(1, len(words))
        return Named(tuple(dict.fromkeys(names)), "".join((*pieces, plain[end:])))

    def _longest_at(self, place: int, tokens: Sequence[str]) -> Words:
        for words in self._by_first.get(tokens[place], ()):
            if tuple(tokens[place : place + len(words)]) == words:
                return words
        return ()

    def _known(self, token: str) -> str:
        """A long unknown Latin word as the one word of a spelling it differs from by a slip."""
        if len(token) < _ONE_SLIP or not token.isascii() or token in self._latin:
            return token
        allowed = 1 if len(token) < _TWO_SLIPS else 2
        near = [
            word
            for word in self._latin
            if word[0] == token[0]
            and abs(len(word) - len(token)) <= allowed
            and len(word) >= _ONE_SLIP
            and OSA.distance(word, token, score_cutoff=allowed) <= allowed
        ]
        return near[0] if len(near) == 1 else token


def to_words(text: str) -> Words:
    """What spellings are compared by: case, width, accents, hyphens and a plural s do not count."""
    return tuple(_singular(token) for token in _TOKENS.findall(_plain(text)))


def with_this(text: str, language: Language) -> str:
    """A way to ask with "this ingredient" in the place of `{name}`."""
    return text.replace("{name}", _THIS[language].strip())


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).lower()
    return "".join(_without_accents(character) for character in lowered)


def _without_accents(character: str) -> str:
    """A Latin letter without its accent; anything else (Thai marks, kana) as it is."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def _singular(word: str) -> str:
    is_plural = len(word) > 3 and word.isascii() and word[-1] == "s" and word[-2] not in "sui"
    return word[:-1] if is_plural else word


def load_terms(
    table: IngredientTable, base: Education, folder: Path = LEXICON_FOLDER
) -> IngredientTerms:
    """Names of the base, then the lexicon's spellings, then the table: the first one counts."""
    spellings: dict[Words, tuple[str, ...]] = {}
    for names, spelling in (*_of_base(base), *_of_lexicon(folder), *_of_table(table)):
        words = to_words(spelling)
        if words:
            spellings.setdefault(words, tuple(map(table.normalise, names)))
    return IngredientTerms(spellings)


def _of_base(base: Education) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, written in base.names.items():
        for spelling in (name, *written.values()):
            yield (name,), _BRACKETS.sub(" ", spelling)
            for inner in _BRACKETS.findall(spelling):
                yield (name,), inner


def _of_table(table: IngredientTable) -> Iterator[tuple[tuple[str, ...], str]]:
    for row in table:
        for spelling in (row.name, *row.aliases, row.zh or ""):
            yield (row.name,), spelling


def _of_lexicon(folder: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    sections = _sections(folder / "ingredient.yml").get("ingredient", {})
    for value, spellings in sections.items():
        yield from (((value,), spelling) for spelling in _each(spellings))
    for value, spellings in _sections(folder / "compound.yml").get("compound", {}).items():
        pairs = (part.strip().split("=") for part in value.split(","))
        names = tuple(name for tag, name in pairs if tag == "ingredient")
        if names:
            yield from ((names, spelling) for spelling in _each(spellings))


def _sections(file: Path) -> Mapping[str, Mapping[str, Mapping[str, Iterable[str]]]]:
    content: Mapping[str, Mapping[str, Mapping[str, Iterable[str]]]] = YAML(
        typ="safe", pure=True
    ).load(file.read_text(encoding="utf-8"))
    return content


def _each(spellings: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (str(spelling) for written in spellings.values() for spelling in written)
