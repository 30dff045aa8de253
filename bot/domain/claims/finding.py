"""Finds what may not be said of a cosmetic, in a whole message."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Protocol

from bot.domain.claims import (
    chinese_allusions,
    chinese_composed,
    chinese_exaggerated,
    chinese_medical,
    chinese_outcomes,
    chinese_promises,
    english_allusions,
    english_becoming,
    english_comparing,
    english_exaggerated,
    english_medical,
    english_mentions,
    english_outcomes,
    english_promises,
    japanese,
    japanese_allusions,
    japanese_composed,
    thai,
    thai_allusions,
    thai_composed,
)
from bot.domain.claims.context import clause_around, is_lawful, sentence_around
from bot.domain.claims.folding import Folded, fold
from bot.domain.claims.found import Found
from bot.domain.claims.likeness import (
    LANGUAGES,
    STANDS_ALONE,
    WEIGHTS,
    ClaimReader,
    Said,
    is_claim,
    is_part_a_claim,
)
from bot.domain.claims.phrasings import Phrasing
from bot.domain.claims.rules import (
    ABSOLUTE_SAFETY,
    AUTHORITY,
    CERTAINTY,
    LIKENESS,
    SUPERLATIVE,
    TOPICS,
    ClaimKind,
    Rule,
    Wording,
)
from bot.domain.languages import Language

PHRASINGS: Mapping[Language, Sequence[Phrasing]] = {
    Language.EN: (
        *english_medical.PHRASINGS,
        *english_exaggerated.PHRASINGS,
        *english_comparing.PHRASINGS,
        *english_outcomes.PHRASINGS,
        *english_becoming.PHRASINGS,
        *english_mentions.PHRASINGS,
        *english_promises.PHRASINGS,
        *english_allusions.PHRASINGS,
    ),
    Language.ZH: (
        *chinese_medical.PHRASINGS,
        *chinese_exaggerated.PHRASINGS,
        *chinese_outcomes.PHRASINGS,
        *chinese_composed.PHRASINGS,
        *chinese_promises.PHRASINGS,
        *chinese_allusions.PHRASINGS,
    ),
    Language.JA: (
        *japanese.PHRASINGS,
        *japanese_composed.PHRASINGS,
        *japanese_allusions.PHRASINGS,
    ),
    Language.TH: (
        *thai.PHRASINGS,
        *thai_composed.PHRASINGS,
        *thai_allusions.PHRASINGS,
    ),
}
_STEMS: Mapping[Language, frozenset[str]] = {
    language: frozenset(chain.from_iterable(phrasing.needs for phrasing in phrasings))
    for language, phrasings in PHRASINGS.items()
}
# What may be promised of a parcel, though not of a cosmetic.
_PROMISES = frozenset({CERTAINTY, SUPERLATIVE, ABSOLUTE_SAFETY, AUTHORITY})
_FOLLOWING = 90  # characters of the next sentence, enough for "It doesn't, and we have asked …"
_SENTENCE = re.compile(r"(?:[^.!?。！？\n]|\.(?=\d))+[.!?。！？]*")  # "0.5 %" ends none
_LATIN = re.compile("[a-z]{2}")
_HAN = re.compile("[\u3400-\u9fff]")
# の stands in Chinese advertising for 的 and makes no text Japanese.
_KANA = re.compile("[\u3041-\u306d\u306f-\u30fa]")
_COMMA = re.compile("[，、,]")
_THAI = re.compile("[\u0e01-\u0e5b]")


@dataclass(frozen=True, slots=True)
class Claim:
    """One phrase that may not be said.

    Attributes:
        phrase: the words as they stand in the text: `text[start:end]`.
        rule: the category broken, with its legal source.
        instead: lawful words about the same concern.
    """

    phrase: str
    start: int
    end: int
    rule: Rule
    instead: Wording

    @property
    def kind(self) -> ClaimKind:
        """Medical or exaggerated."""
        return self.rule.kind

    @property
    def is_medical(self) -> bool:
        """Whether it makes the cosmetic a drug; such a message is never sent."""
        return self.rule.kind is ClaimKind.MEDICAL


class FindClaims(Protocol):
    """`find_claims` with or without a reader of meanings."""

    def __call__(self, text: str, language: Language | None = None) -> tuple[Claim, ...]:
        """Every unlawful phrase of a text."""
        ...


def find_claims(
    text: str, language: Language | None = None, reader: ClaimReader | None = None
) -> tuple[Claim, ...]:
    """Every unlawful phrase of a text, in order, none within another.

    All languages are judged that the text's own scripts allow, whatever `language` says; it only
    decides whether Chinese characters alone are read as Japanese. With a reader the meaning of a
    sentence is weighed where its words leave it open.
    """
    return _find_claims(text, language if language is Language.JA else None, reader)


@lru_cache(maxsize=256)  # a product's copy is judged when it is told, and again when it is shown
def _find_claims(
    text: str, language: Language | None, reader: ClaimReader | None
) -> tuple[Claim, ...]:
    readings = fold(text)
    found: list[Claim] = []
    touched: list[tuple[int, int]] = []
    for folded in readings:
        for spoken in _languages_in(folded.text, language):
            for matched in matches_in(folded.text, spoken):
                touched.append(folded.span(matched.start, matched.end))
                if _stands(folded.text, matched, spoken, reader):
                    rule = matched.phrasing.rule
                    found.append(_claim(text, folded, matched.start, matched.end, rule))
    return _apart([*found, *_sounding_claims(text, readings[0], touched, reader)])


def _version() -> str:
    """A digest of this package: what excuses a phrase decides as much as what finds it."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), WEIGHTS]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


# Changes whenever a rule does: what was judged under another one is judged anew.
RULES_VERSION = _version()


def _languages_in(text: str, language: Language | None) -> Iterator[Language]:
    if _LATIN.search(text):
        yield Language.EN
    if _HAN.search(text) or _KANA.search(text):
        if _KANA.search(text) or "の" in text or language is Language.JA:
            yield Language.JA
        if _HAN.search(text):
            yield Language.ZH
    if _THAI.search(text):
        yield Language.TH


@dataclass(frozen=True, slots=True)
class Matched:
    """A phrase that a rule matched in a folded text, and whether the words around excuse it."""

    start: int
    end: int
    phrasing: Phrasing
    is_excused: bool

    @property
    def said(self) -> Said:
        """What the rules say by it."""
        if self.is_excused:
            return Said.EXCUSED
        return Said.MENTION if self.phrasing.is_mention else Said.ASSERTION


def matches_in(text: str, language: Language) -> Iterator[Matched]:
    """Everything that the rules of a language match in a folded text."""
    present = {stem for stem in _STEMS[language] if stem in text}
    for phrasing in PHRASINGS[language]:
        if not phrasing.may_be_in(text, present):
            continue
        for match in phrasing.pattern.finditer(text):
            if match.end() > match.start():
                yield Matched(
                    *match.span(), phrasing, _is_taken_back(text, match, phrasing, language)
                )


def _stands(text: str, matched: Matched, language: Language, reader: ClaimReader | None) -> bool:
    """Whether a match is a claim, by what it says and by what the words around sound like.

    What it asserts is heard in its clause alone too: a sentence is not to drown it.
    """
    begin, stop = sentence_around(text, matched.start, matched.end)
    if _is_claim(text[begin:stop], language, matched.said, reader):
        return True
    if matched.said is not Said.ASSERTION:
        return False
    begin, stop = clause_around(text, matched.start, matched.end)
    return is_part_a_claim(text[begin:stop].strip(), language, Said.ASSERTION, reader)


def _sounding_claims(
    text: str, folded: Folded, touched: Sequence[tuple[int, int]], reader: ClaimReader | None
) -> Iterator[Claim]:
    """Sentences that sound like a claim, though no rule matches anything in them."""
    for sentence in _SENTENCE.finditer(folded.text):
        claim = _claim(text, folded, *sentence.span(), LIKENESS)
        if all(claim.end <= start or claim.start >= end for start, end in touched) and any(
            _is_claim(sentence[0], language, Said.NOTHING, reader) for language in LANGUAGES
        ):
            yield claim


def _is_claim(sentence: str, language: Language, said: Said, reader: ClaimReader | None) -> bool:
    """How a sentence of that language sounds; of another one the rules alone decide."""
    is_han = bool(_HAN.search(sentence))
    is_foreign = _KANA.search(sentence) or _THAI.search(sentence)
    if is_foreign or is_han is not (language is Language.ZH):
        return said in STANDS_ALONE
    return is_claim(sentence.strip(), language, said, reader)


def _claim(text: str, folded: Folded, start: int, end: int, rule: Rule) -> Claim:
    phrase = folded.text[start:end]
    start, end = folded.span(start, end)
    return Claim(text[start:end], start, end, rule, _instead(phrase, rule))


def _is_taken_back(text: str, match: re.Match[str], phrasing: Phrasing, language: Language) -> bool:
    begin, stop = sentence_around(text, match.start(), match.end())
    found = Found(
        text[begin : match.start()],
        match[0],
        text[match.end() : stop],
        phrasing.can_be_advised,
        phrasing.rule in _PROMISES,
        phrasing.is_mention,
        text[stop : stop + _FOLLOWING],
    )
    if language is Language.ZH and _is_in_japanese(found):
        return True  # the Japanese rules judge it
    return is_lawful(found, language)


def _is_in_japanese(found: Found) -> bool:
    clause = _COMMA.split(found.before)[-1] + found.phrase + _COMMA.split(found.after)[0]
    return len(_KANA.findall(clause)) > len(clause) // 4


def _instead(phrase: str, rule: Rule) -> Wording:
    """Lawful words for what the phrase is about, else the rule's own."""
    for stems, wording in TOPICS:
        if any(stem in phrase for stem in stems):
            return wording
    return rule.instead


def _apart(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """In order; of two that overlap the medical one, else the earlier and longer one."""
    by_weight = sorted(
        claims, key=lambda claim: (not claim.is_medical, claim.start, -claim.end, claim.rule.id)
    )
    kept: list[Claim] = []
    taken = bytearray(max((claim.end for claim in claims), default=0))
    for claim in by_weight:
        if not any(taken[claim.start : claim.end]):
            taken[claim.start : claim.end] = b"\x01" * (claim.end - claim.start)
            kept.append(claim)
    return tuple(sorted(kept, key=lambda claim: claim.start))
