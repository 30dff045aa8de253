"""Passages: the short texts of a product that are searched, one set per language."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.domain.languages import Language
from bot.domain.products import Product

WORDS_FILE = Path(__file__).resolve().parent.parent / "data" / "search_words.csv"
MAX_CHARACTERS = 400  # the encoder's time grows with length and its focus fades
DESCRIPTION_WEIGHT = 0.9
USE_WEIGHT = 0.6
_ACTIVES = 6
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")

# (tag, canonical value) → the words customers use for it in one language.
SearchWords = Mapping[tuple[str, str], str]
# An ingredient's name as read in a language.
NameOf = Callable[[str, Language], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One searchable text of one product.

    Attributes:
        text: what is embedded and matched.
        shown: what a hit shows of it (the product's own words).
        weight: what a hit on it counts; directions for use speak of other products too.
        hash: SHA-256 of the text; the same text is embedded once, whoever it belongs to.
    """

    product_id: str
    language: Language
    text: str
    shown: str
    weight: float = 1.0

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def load_search_words(language: Language, path: Path = WORDS_FILE) -> SearchWords:
    """Words for canonical values in a language; empty for one the file has no column for."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {
            (row["tag"], row["value"]): row[language.value]
            for row in csv.DictReader(rows)
            if row.get(language.value)
        }


def with_english(text: str) -> str:
    """A question with the English of the kinds, skin types and concerns it names otherwise.

    So a catalogue that is written in one language is found in all that customers write.
    """
    plain = "".join(text.lower().split())
    english = load_search_words(Language.EN)
    said = dict.fromkeys(english[tag] for word, tag in _foreign_words() if word in plain)
    return " ".join((text, *said))


def passages_of(product: Product, name_of: NameOf) -> tuple[Passage, ...]:
    """Every passage of a product: its facts, its description and its use, in each language.

    The languages are those the product is written in; `with_english` lets a question in another
    find them.
    """
    written = {*product.names, *product.descriptions, *product.how_to_use}
    return tuple(
        passage
        for language in Language
        if language in written
        for passage in _in_language(product, language, name_of)
    )


def all_passages(products: Iterable[Product], name_of: NameOf) -> tuple[Passage, ...]:
    """The passages of a catalogue, product by product."""
    return tuple(passage for product in products for passage in passages_of(product, name_of))


@cache
def _foreign_words() -> tuple[tuple[str, tuple[str, str]], ...]:
    """Each word of another language than English, without blanks, with what it means."""
    return tuple(
        (word.lower(), tag)
        for language in Language
        if language is not Language.EN
        for tag, words in load_search_words(language).items()
        for word in words.split()
    )


def _in_language(product: Product, language: Language, name_of: NameOf) -> Iterator[Passage]:
    name = product.name(language)
    yield Passage(product.id, language, _facts(product, language, name_of), name)
    for texts, weight in (
        (product.descriptions, DESCRIPTION_WEIGHT),
        (product.how_to_use, USE_WEIGHT),
    ):
        for piece in _pieces(texts.get(language, "")):
            yield Passage(product.id, language, f"{name}. {piece}", piece, weight)


def _facts(product: Product, language: Language, name_of: NameOf) -> str:
    """Name, kind, skin types, concerns and actives in words customers use."""
    words = load_search_words(language) or load_search_words(Language.EN)
    tagged: Sequence[tuple[str, str]] = [
        ("product_type", product.product_type or ""),
        *(("skin_type", value) for value in product.skin_types),
        *(("concern", value) for value in product.concerns),
    ]
    said = [words[tag] for tag in tagged if tag in words]
    actives = [name_of(name, language) for name in product.key_ingredients[:_ACTIVES]]
    highlights = product.highlights if language is Language.EN else ()
    parts = (product.name(language), product.brand or "", *said, *actives, *highlights)
    return ", ".join(part for part in parts if part)[:MAX_CHARACTERS]


def _pieces(text: str) -> Iterator[str]:
    """Whole sentences together, each piece at most MAX_CHARACTERS long."""
    piece = ""
    for sentence in _sentences(text):
        if piece and len(piece) + len(sentence) >= MAX_CHARACTERS:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
    if piece:
        yield piece


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        clean = sentence.strip()
        yield from (
            clean[start : start + MAX_CHARACTERS] for start in range(0, len(clean), MAX_CHARACTERS)
        )
