"""Finds the ingredients that a question names, in four languages and with slips of the pen."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.domain.education import Education, Fact, Question
from bot.domain.languages import Language, detect_language
from knowledge.education_files import read_yaml
from knowledge.ingredients import IngredientTable

LEXICON_FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"

SPELLINGS_FILE = Path(__file__).resolve().parent.parent / "data" / "knowledge" / "spellings.yml"

MAX_TEXT_CHARACTERS = 500
# Letters from which one slip, and two, are forgiven in a Latin word.
_ONE_SLIP, _TWO_SLIPS = 6, 9
# Latin words and numbers whole; anything else by the character, as CJK and Thai part no words.
_TOKENS = re.compile(r"[a-z0-9]+|[^\W_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_OF_SEVERAL = 0.3  # weight of an ingredient that a word names beside others
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
        ingredients: names of the table with their weight, in the order of the text: 1, less where
            one word names several ("acids").
        rest: the question with "this ingredient" in the place of each name, in its language: what
            is asked, whatever it is asked of.
        spellings: how many names stand in the text.
    """

    ingredients: Mapping[str, float]
    rest: str
    spellings: int = 0


class Phrases:
    """Phrases to be looked for word by word."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self._by_first: dict[str, list[Words]] = defaultdict(list)
        for words in sorted(set(phrases), key=len, reverse=True):
            self._by_first[words[0]].append(words)

    def at(self, place: int, tokens: Sequence[str]) -> Iterator[Words]:
        """The phrases that begin at a place of a text, the longest first."""
        for words in self._by_first.get(tokens[place], ()):
            if tuple(tokens[place : place + len(words)]) == words:
                yield words


class IngredientTerms:
    """Which spelling names which ingredients of the table; the longest spelling wins.

    `ordinary` are words that are no slip of a spelling, however near they come.
    """

    def __init__(
        self, spellings: Mapping[Words, tuple[str, ...]], ordinary: Collection[str] = ()
    ) -> None:
        self._meanings = spellings
        self._phrases = Phrases(spellings)
        self._ordinary = frozenset(ordinary)
        self._latin = {
            word for words in spellings for word in words if word.isascii() and len(word) > 4
        }

    def find(self, text: str) -> frozenset[str]:
        """The ingredients named in a text that was proofread."""
        tokens = to_words(text)
        return frozenset(name for _, words in self._found(tokens) for name in self._meanings[words])

    def read(self, text: str) -> Named:
        """What a question names, slips forgiven, and what it asks apart from the names."""
        plain = _plain(text[:MAX_TEXT_CHARACTERS])
        found = list(_TOKENS.finditer(plain))
        tokens = [self._known(_singular(token.group())) for token in found]
        this = _THIS[detect_language(plain)]
        weights: dict[str, float] = {}
        pieces: list[str] = []
        end = 0
        for place, words in self._found(tokens):
            names = self._meanings[words]
            weights |= {name: max(weights.get(name, 0), _weight(names)) for name in names}
            pieces += (plain[end : found[place].start()], this)
            end = found[place + len(words) - 1].end()
        return Named(weights, "".join((*pieces, plain[end:])), len(pieces) // 2)

    def _found(self, tokens: Sequence[str]) -> Iterator[tuple[int, Words]]:
        """Each spelling with its place, the longest where several begin there."""
        place = 0
        while place < len(tokens):
            words = next(self._phrases.at(place, tokens), ())
            if words:
                yield place, words
            place += max(1, len(words))

    def _known(self, token: str) -> str:
        """A long unknown Latin word as the one word of a spelling it differs from by a slip."""
        if len(token) < _ONE_SLIP or not token.isascii() or self._is_known(token):
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

    def _is_known(self, token: str) -> bool:
        return token in self._latin or token in self._ordinary


def _weight(names: Sequence[str]) -> float:
    return 1.0 if len(names) == 1 else _OF_SEVERAL


def to_words(text: str) -> Words:
    """What spellings are compared by: case, width, accents, hyphens and a plural s do not count."""
    return tuple(_singular(token) for token in _TOKENS.findall(_plain(text)))


def with_this(text: str, language: Language) -> str:
    """A way to ask with "this ingredient" in the place of `{name}`."""
    return text.replace("{name}", _THIS[language].strip())


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).lower()
    return _ACCENTED.sub(lambda found: _without_accents(found.group()), lowered)


def _without_accents(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _singular(word: str) -> str:
    is_plural = len(word) > 3 and word.isascii() and word[-1] == "s" and word[-2] not in "sui"
    return word[:-1] if is_plural else word


def load_terms(
    table: IngredientTable,
    base: Education,
    folder: Path = LEXICON_FOLDER,
    spelt: Path = SPELLINGS_FILE,
) -> IngredientTerms:
    """Names and spellings of the base come first, then the table's rows it has entries on.

    A spelling counts for the first that has it: "Argireline" is the one peptide that has an entry,
    before it is any peptide, as in the lexicon.
    """
    spellings: dict[Words, tuple[str, ...]] = {}
    in_table = list(_of_table(table))
    told = [(names, spelling) for names, spelling in in_table if names[0] in base.names]
    sources = (_of_base(base), _of_file(base, spelt), told, _of_lexicon(folder), in_table)
    for names, spelling in (pair for source in sources for pair in source):
        words = to_words(spelling)
        if words:
            spellings.setdefault(words, tuple(map(table.normalise, names)))
    written: list[Fact | Question] = [*base.facts.values(), *base.questions.values()]
    said = (item.texts.values() for item in written)
    ordinary = {word for texts in said for text in texts for word in to_words(text)}
    return IngredientTerms(spellings, ordinary)


def _of_base(base: Education) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, written in base.names.items():
        for spelling in (name, *written.values()):
            yield (name,), _BRACKETS.sub(" ", spelling)
            for inner in _BRACKETS.findall(spelling):
                yield (name,), inner


def _of_file(base: Education, file: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, spellings in read_yaml(file).items():
        if name in base.names:
            yield from (((name,), str(spelling)) for spelling in spellings)


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
    content: Mapping[str, Mapping[str, Mapping[str, Iterable[str]]]] = read_yaml(file)
    return content


def _each(spellings: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (str(spelling) for written in spellings.values() for spelling in written)
