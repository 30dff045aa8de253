"""Whether a language model's draft says what the given passages say, and nothing else.

Everything is checked that code can check, and any doubt refuses the draft: the caller then says
the passages as they are written. What code cannot see (a fluent sentence that swaps cause and
effect) is made small by asking each sentence to share most of its words with what it cites, to deny
what that denies, and to hold no idea of its own (`bot.domain.grounding_words`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from bot.domain.claims import FindClaims, find_claims
from bot.domain.contacts import find_contact
from bot.domain.drafts import Checked, Doubt, Given, Sentence, to_sentences
from bot.domain.grounding_words import (
    DENIALS,
    IDEAS,
    INGREDIENT_LIKE,
    KINDS,
    LEAKS,
    SIMPLIFIED,
    STOP_WORDS,
    WARNINGS,
)
from bot.domain.languages import Language, detect_language
from bot.domain.quantities import find_quantities

# Finds the ids of what a text names.
FindIngredients = Callable[[str], Set[str]]
FindProducts = Callable[[str, Language], Set[str]]

MAX_DRAFT_CHARACTERS = 900
_MAX_SENTENCES = 7
_LONGER_BY = 1.3  # than the passages it cites
# The share of a sentence's words (Chinese: pairs of characters) that its passages must hold.
_SHARED_WORDS, _SHARED_PAIRS = 0.6, 0.45
_ECHOED_WORDS = 7

_BRACKET = re.compile(r"[\[\]［］【】]")
_LATIN_WORD = re.compile(r"[a-z][a-z'’-]*", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*")
_HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_QUOTED = re.compile(r"[「『《“\"]([^」』》”\"]{1,40})[」』》”\"]")
_SEPARATORS = re.compile(r"[\s,.;:()、，。；：「」（）/-]")
# Characters after which a Chinese kind of product or ingredient names itself alone.
_FREE_BEFORE = frozenset("的用擦和與或及在含是款瓶支這種類加過選到後前在把讓於等將再塗抹以此有")
_ODD_SIGNS = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "So"})  # controls, pictures, unassigned
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|net|org|tw|me|io)\b|@\w|[™®©]", re.IGNORECASE)


class Grounding:
    """Checks drafts against what was given; `find_products` are those of the whole catalogue."""

    def __init__(
        self,
        find_ingredients: FindIngredients,
        find_products: FindProducts,
        find: FindClaims = find_claims,
    ) -> None:
        self._ingredients_in = find_ingredients
        self._products_in = find_products
        self._find_claims = find

    def check(self, draft: str, given: Given) -> Checked:
        """The draft's words without citations, or the first doubt about it."""
        if len(draft) > 2 * MAX_DRAFT_CHARACTERS:
            return Checked(Doubt.LENGTH)
        plain = unicodedata.normalize("NFKC", draft).strip()
        sentences = to_sentences(plain)
        doubt = next(self._doubts(plain, sentences, given), None)
        if doubt is not None:
            return Checked(doubt)
        cited = tuple(sorted({number for sentence in sentences for number in sentence.cited}))
        # As it was written: the form that is checked has lost Chinese punctuation.
        shown = [sentence.text for sentence in to_sentences(draft.strip())]
        text = (" " if given.language is Language.EN else "").join(shown)
        return Checked(Doubt.FORM) if _BRACKET.search(text) else Checked(None, text, cited)

    def _doubts(self, plain: str, sentences: Sequence[Sentence], given: Given) -> Iterator[Doubt]:
        """Cheap ones first; the later ones may rely on the earlier."""
        words = "\n".join(sentence.text for sentence in sentences)
        yield from _doubts_of_form(plain, words, sentences, given)
        if any(_has_new_amount(item, given) for item in sentences):
            yield Doubt.NUMBER
        yield from self._doubts_of_names(words, given)
        for sentence in sentences:
            yield from _doubts_of_sentence(sentence, given)
        cited = {number for sentence in sentences for number in sentence.cited}
        if not set(range(1, given.told + 1)) <= cited:
            yield Doubt.LEFT_OUT
        if _lost_warnings(words, cited, given):
            yield Doubt.WARNING_LOST
        if self._find_claims(words, given.language):
            yield Doubt.CLAIM

    def _doubts_of_names(self, words: str, given: Given) -> Iterator[Doubt]:
        if not self._ingredients_of(words) <= self._ingredients_of(given.text):
            yield Doubt.INGREDIENT
        if any(not _is_in(found, given) for found in INGREDIENT_LIKE.finditer(words)):
            yield Doubt.INGREDIENT
        known = self._products_in(given.text, given.language)
        if not self._products_in(words, given.language) <= known:
            yield Doubt.PRODUCT
        if any(_stands_by_a_new_word(found, words, given) for found in KINDS.finditer(words)):
            yield Doubt.PRODUCT
        if _has_new_name(words, given):
            yield Doubt.NAME

    def _ingredients_of(self, text: str) -> frozenset[str]:
        """Sentence by sentence: a reader of questions looks at no long text."""
        found = (self._ingredients_in(sentence.text) for sentence in to_sentences(text))
        return frozenset(name for names in found for name in names)


def _doubts_of_form(
    plain: str, words: str, sentences: Sequence[Sentence], given: Given
) -> Iterator[Doubt]:
    is_odd = any(unicodedata.category(sign) in _ODD_SIGNS for sign in plain.replace("\n", ""))
    if not words or is_odd or _BRACKET.search(words):
        yield Doubt.FORM
    if len(plain) > MAX_DRAFT_CHARACTERS or len(sentences) > _MAX_SENTENCES:
        yield Doubt.LENGTH
    if LEAKS.search(words) or _echoes(words, given.instructions):
        yield Doubt.LEAK
    if find_contact(words) or _ADDRESS.search(words):
        yield Doubt.CONTACT
    if not _is_in_language(words, given):
        yield Doubt.LANGUAGE
    if any(not sentence.cited for sentence in sentences):
        yield Doubt.NO_CITATION
    numbers = {number for sentence in sentences for number in sentence.cited}
    if not numbers <= set(range(1, len(given.passages) + 1)):
        yield Doubt.WRONG_CITATION
        return
    if len(words) > _LONGER_BY * sum(len(given.folded[number - 1]) for number in numbers):
        yield Doubt.LENGTH


def _is_in_language(words: str, given: Given) -> bool:
    if detect_language(words) is not given.language:
        return False
    if given.language is Language.ZH:
        return not SIMPLIFIED.search(words)
    return all(sign in given.text for sign in words if sign.isalpha() and not _is_latin(sign))


def _is_latin(sign: str) -> bool:
    return sign.isascii() or unicodedata.name(sign, "").startswith("LATIN")


def _echoes(words: str, instructions: str) -> bool:
    """Whether a run of our instructions comes back."""
    told, own = _to_words(words), " ".join(_to_words(instructions))
    runs = (" ".join(told[at : at + _ECHOED_WORDS]) for at in range(len(told) - _ECHOED_WORDS + 1))
    return any(run in own for run in runs)


def _to_words(text: str) -> list[str]:
    return [word.lower() for word in _LATIN_WORD.findall(text)]


def _has_new_amount(sentence: Sentence, given: Given) -> bool:
    """Whether it tells an amount that none of what it cites tells."""
    cited = given.cited_by(sentence)
    return not find_quantities(sentence.text) <= find_quantities(cited)


def _is_in(found: re.Match[str], given: Given) -> bool:
    return _squeezed(found.group()) in _squeezed(given.text) or found.group().lower() in STOP_WORDS


def _squeezed(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).lower())


def _stands_by_a_new_word(kind: re.Match[str], words: str, given: Given) -> bool:
    """Whether what stands before a kind of product may be the name of one."""
    before = words[: kind.start()].rstrip(" -")
    if kind.group().isascii():
        latin = re.search(r"[\w'’-]+$", before)
        return latin is not None and not _is_known_word(latin.group(), given)
    if not before or before[-1] in _FREE_BEFORE or _SEPARATORS.match(before[-1]):
        return False
    return before[-1].lower() + kind.group()[0] not in _squeezed(given.text)


def _is_known_word(word: str, given: Given) -> bool:
    lowered = word.lower()
    if lowered in STOP_WORDS or lowered in given.text.lower():
        return True
    return _stem(lowered) in _content(given.text, given.language)


def _has_new_name(words: str, given: Given) -> bool:
    """A quotation or a capitalised (Chinese text: any Latin) word that the passages do not hold."""
    pattern = _CAPITALISED if given.language is Language.EN else _LATIN_WORD
    new = (word for word in pattern.findall(words) if not _is_known_word(word, given))
    quoted = (quote for quote in _QUOTED.findall(words) if quote not in given.text)
    return any(new) or any(quoted)


def _doubts_of_sentence(sentence: Sentence, given: Given) -> Iterator[Doubt]:
    cited = given.cited_by(sentence)
    if not ideas_in(sentence.text) <= ideas_in(cited):
        yield Doubt.IDEA
    if _shared(sentence.text, cited, given.language) < 1:
        yield Doubt.UNSUPPORTED
    nearest = max(
        (part.text for part in to_sentences(cited)),
        key=lambda part: _overlap(sentence.text, part, given.language),
        default="",
    )
    if len(DENIALS.findall(sentence.text)) != len(DENIALS.findall(nearest)):
        yield Doubt.CONTRARY


def ideas_in(text: str) -> frozenset[str]:
    """The ideas of a text that a draft may not add."""
    return frozenset(idea for idea, pattern in IDEAS.items() if pattern.search(text))


def _shared(sentence: str, cited: str, language: Language) -> float:
    """How well the passages carry a sentence's words; from 1 up it is enough."""
    needed = _SHARED_WORDS if language is Language.EN else _SHARED_PAIRS
    return _overlap(sentence, cited, language) / needed


def _overlap(sentence: str, text: str, language: Language) -> float:
    own, other = _content(sentence, language), _content(text, language)
    return len(own & other) / len(own) if own else 1.0


def _content(text: str, language: Language) -> frozenset[str]:
    """Stems of a text's telling words; of Chinese, its pairs of characters."""
    if language is Language.EN:
        return frozenset(_stem(word) for word in _to_words(text) if word not in STOP_WORDS)
    return frozenset(_HAN_PAIR.findall(text)) | frozenset(_to_words(text))


def _stem(word: str) -> str:
    for ending in ("ness", "ing", "ly", "ies", "es", "ed", "er", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _lost_warnings(words: str, cited: Iterable[int], given: Given) -> bool:
    """Whether a warning of what is cited is left out."""
    warned = {idea for number in cited for idea in ideas_in(given.folded[number - 1]) & WARNINGS}
    return not warned <= ideas_in(words)
