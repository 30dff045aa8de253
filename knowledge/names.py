"""Finds the products that a message names: in full, by a nickname, with a slip, in Chinese."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.domain import families
from bot.domain.languages import Language
from bot.domain.products import Product
from knowledge.passages import load_search_words
from knowledge.tokens import to_tokens

MAX_TEXT_CHARACTERS = 1_000
_MAX_NAMED = 6
_RARE = 3  # products whose names share a word that still tells them apart
_LONG_WORD = 7  # letters from which one rare word alone names a product
_SHORT_MESSAGE = 3  # tokens: hardly more than the name itself
_COVERAGE = 0.4  # of a name's weight, for one long word of it
_NEAR = 2  # tokens between a name's word and the kind of product
_CLOSE_TO_BEST = 0.75
_IN_FULL = 2.0  # the score of a name that stands in the message letter by letter
_NEARLY_IN_FULL = 1.8  # with one slip, where a name has no blanks to part its words
_LONG_TO_SLIP = 5  # letters of such a name
_LEAST_ALIKE = 70.0
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_FILLERS = "skin face facial mini travel size jumbo set kit with and for new ml oz spf refill"


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a product, as weighed words; `kinds` are the words that say what it is."""

    product: Product
    full: str
    words: frozenset[str]
    kinds: frozenset[str]
    weight: float

    def written_in(self, squeezed: str) -> float:
        """How sure a text without blanks and marks holds the whole name; 0 where it does not."""
        if not self.full:
            return 0.0
        if self.full in squeezed:
            return _IN_FULL
        return _NEARLY_IN_FULL if _is_nearly_in(self.full, squeezed) else 0.0


class NameMatcher:
    """The names of one state of the catalogue; read-only."""

    def __init__(self, products: Sequence[Product], ingredient_words: Collection[str] = ()) -> None:
        """Take the products and the words that name ingredients, which alone name no product."""
        self._ingredient_words = frozenset(ingredient_words)
        self._generic = _generic_words()
        self._kinds = _kind_words()
        shown = list(_one_per_name(products))
        words = [(product, *self._cut(product, language)) for product, language in shown]
        holders: dict[str, set[str]] = defaultdict(set)
        for product, core, _ in words:
            family = family_of(product)
            for word in core:
                holders[word].add(family)
        self._rarity = {word: len(families) for word, families in holders.items()}
        self._names = [
            _Name(
                product, _squeezed(_unbranded(product, language)), core, kinds, self._weight(core)
            )
            for (product, language), (_, core, kinds) in zip(shown, words, strict=True)
        ]
        self._by_word = self._word_index()
        self._sizes: dict[str, list[Product]] = defaultdict(list)
        for product in products:
            self._sizes[family_of(product)].append(product)

    def match(self, text: str) -> list[Product]:
        """The products meant, best first, one for each family: the size told, else a full size."""
        tokens = self._corrected(to_tokens(text[:MAX_TEXT_CHARACTERS]))
        said = set(tokens)
        numbers = {number for word in said for number in self._by_word.get(word, ())}
        squeezed = _squeezed(text)
        scored = [
            (max(name.written_in(squeezed), self._score(name, tokens, said)), name)
            for name in (self._names[number] for number in numbers)
        ]
        named = sorted(
            (-score, family_of(name.product)) for score, name in _best_by_word(scored, said)
        )
        meant = list(dict.fromkeys(family for _, family in named))
        return [self._size_meant(family, text) for family in meant[:_MAX_NAMED]]

    def _score(self, name: _Name, tokens: Sequence[str], said: set[str]) -> float:
        """0 where the name is not meant, else how much of its weight was said, and its kind."""
        found = name.words & said
        coverage = self._weight(found) / name.weight
        kinds_said = said & self._kinds
        is_other_kind = bool(kinds_said) and not name.kinds & kinds_said and bool(name.kinds)
        is_in_full = coverage >= 1 and len(found) > 1
        if not self._is_meant(name, found, coverage, tokens) or (is_other_kind and not is_in_full):
            return 0.0
        return coverage + (0.25 if name.kinds & kinds_said else 0.0) + 0.05 * len(found)

    def _is_meant(
        self, name: _Name, found: frozenset[str], coverage: float, tokens: Sequence[str]
    ) -> bool:
        telling = {word for word in found if not word.replace(".", "").isdigit()}
        if coverage >= 1 and telling - self._ingredient_words:
            return True
        if any(self._stands_near(word, name.kinds, tokens) for word in telling):
            return True
        rare = {word for word in telling if self._rarity[word] <= _RARE}
        if rare - self._ingredient_words and _are_neighbours(rare, tokens):
            return True
        rare -= self._ingredient_words
        is_telling = coverage >= _COVERAGE and any(len(word) >= _LONG_WORD for word in rare)
        return bool(rare) and (len(tokens) <= _SHORT_MESSAGE or is_telling)

    def _stands_near(self, word: str, kinds: frozenset[str], tokens: Sequence[str]) -> bool:
        """Whether a word of the name stands beside what the product is: "cica serum"."""
        reach = _NEAR + (2 if _CJK.search(word) else 0)
        places = [place for place, token in enumerate(tokens) if token == word]
        near = (tokens[max(0, place - 1) : place + reach + 1] for place in places)
        return any(kinds.intersection(window) for window in near)

    def _corrected(self, tokens: Sequence[str]) -> list[str]:
        return [self._nearest(token) for token in tokens]

    def _nearest(self, token: str) -> str:
        """A long unknown word as the one known word it differs from by a slip."""
        allowed = 0 if len(token) < 5 else 1 if len(token) < 8 else 2
        known = self._rarity.keys() | self._generic | self._kinds
        if not allowed or token in known or not token.isascii() or token.isdigit():
            return token
        near = [
            word
            for word in known
            if word[0] == token[0]
            and abs(len(word) - len(token)) <= allowed
            and OSA.distance(word, token, score_cutoff=allowed) <= allowed
        ]
        return near[0] if len(near) == 1 else token

    def _cut(self, product: Product, language: Language) -> tuple[frozenset[str], frozenset[str]]:
        """What is special in a name, and its words for the kind of product."""
        brand = set(to_tokens(product.brand or ""))
        name = _unbranded(product, language)
        kinds = set(to_tokens(name)) & self._kinds
        words = set(to_tokens(_without_common_chinese(name))) - self._generic - self._kinds - brand
        return frozenset(words), frozenset(
            kinds | _words("product_type", product.product_type or "")
        )

    def _weight(self, words: Iterable[str]) -> float:
        known = len(self._rarity) or 1
        return sum(log(1 + known / self._rarity.get(word, 1)) for word in words) or 1.0

    def _word_index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for word in name.words:
                index[word].append(number)
        return index

    def _size_meant(self, family: str, text: str) -> Product:
        sizes = self._sizes[family]
        said = "".join(text.lower().split())
        told = [p for p in sizes if p.size and "".join(p.size.lower().split()) in said]
        full = [p for p in sizes if not p.is_mini and p.is_in_stock()]
        return (told or full or sizes)[0]


def _best_by_word(
    scored: Iterable[tuple[float, _Name]], said: set[str]
) -> Iterator[tuple[float, _Name]]:
    """The names that are among the best for a word that was said: "retinol or vitamin c serum"."""
    meant = [(score, name) for score, name in scored if score > 0]
    best: dict[str, float] = defaultdict(float)
    for score, name in meant:
        for word in name.words & said:
            best[word] = max(best[word], score)
    for score, name in meant:
        if any(score >= best[word] * _CLOSE_TO_BEST for word in name.words & said):
            yield score, name


def _are_neighbours(words: Set[str], tokens: Sequence[str]) -> bool:
    return any(first != second and {first, second} <= words for first, second in pairwise(tokens))


def family_of(product: Product) -> str:
    """What the sizes and minis of one product share; its own id where nothing is told."""
    return (
        product.family or families.family_of(product.brand, product.name(Language.EN)) or product.id
    )


def _unbranded(product: Product, language: Language) -> str:
    """A name without the brand, which stands first in Chinese names."""
    name = product.name(language)
    return name if language is Language.EN else name.split(" ", 1)[-1]


def _is_nearly_in(full: str, squeezed: str) -> bool:
    """Whether a Chinese, Japanese or Thai name stands in a text with one slip in it."""
    if len(full) < _LONG_TO_SLIP or not _CJK.search(full):
        return False
    found = partial_ratio_alignment(full, squeezed, score_cutoff=_LEAST_ALIKE)
    if found is None:
        return False
    return any(
        OSA.distance(full, squeezed[max(0, found.dest_start + first) : found.dest_end + last]) <= 1
        for first in (-1, 0, 1)
        for last in (-1, 0, 1)
    )


def _squeezed(text: str) -> str:
    """Letters and digits only, so that blanks and marks do not part a name."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def _one_per_name(products: Iterable[Product]) -> Iterator[tuple[Product, Language]]:
    seen: set[tuple[str, str]] = set()
    for product in products:
        for language, name in product.names.items():
            key = (family_of(product), name.lower())
            if key not in seen:
                seen.add(key)
                yield product, language


@cache
def _common_chinese() -> re.Pattern[str]:
    words = {word for said in load_search_words(Language.ZH).values() for word in said.split()}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _without_common_chinese(name: str) -> str:
    """The name without words for kinds and concerns, so that no pair straddles one of them."""
    return _common_chinese().sub(" ", name)


def _generic_words() -> frozenset[str]:
    """Words that say for whom a product is, and so name none."""
    languages = (Language.EN, Language.ZH)
    words = [
        word
        for language in languages
        for (tag, _), said in load_search_words(language).items()
        if tag != "product_type"
        for word in to_tokens(said)
    ]
    return frozenset(words) | frozenset(_FILLERS.split())


def _kind_words() -> frozenset[str]:
    languages = (Language.EN, Language.ZH)
    kinds = {tag for language in languages for tag in load_search_words(language)}
    return frozenset(
        word for tag, value in kinds for word in _words(tag, value) if tag == "product_type"
    )


def _words(tag: str, value: str) -> set[str]:
    languages = (Language.EN, Language.ZH)
    said = (load_search_words(language).get((tag, value), "") for language in languages)
    return {token for words in said for token in to_tokens(words)} - {
        "face",
        "facial",
        "eye",
        "sun",
    }
