"""One message read against the lexicon: its tokens and where each section's spellings stand."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Dict, FrozenSet, List, Optional, Sequence, Tuple

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.nlu.lexicon import Lexicon, Meaning, Words
from bot.nlu.spelling import Speller, Splitter
from bot.nlu.text import Folded, Token, fold, is_chinese, tokenise

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
TAGS = "tags"
LONGEST_ONLY = (
    TAGS, "negation_before", "negation_after", "bound_before", "bound_after", "span",
    "reminder_span", "currency", "reaction", "zone", "zone_state",
)  # fmt: skip
QUESTION_MARKS = frozenset("?吗嗎呢か")
JOINABLE = 3
GLUED = frozenset(("skin_type", "concern", "product_type", "condition"))


@dataclass(frozen=True)
class Span:
    """Tokens `first` up to, not including, `behind`, and what the lexicon says they mean."""

    first: int
    behind: int
    value: str
    meanings: Tuple[Meaning, ...] = ()


class Reading:
    """Tokens of a message with the spans of every section, in order."""

    def __init__(
        self,
        text: str,
        folded: Folded,
        tokens: List[Token],
        words: List[str],
        spans: Dict[str, List[Span]],
    ) -> None:
        self.text = text
        self.folded = folded
        self.tokens = tokens
        self.words = words
        self._spans = {name: sorted(found, key=lambda s: s.first) for name, found in spans.items()}
        self._positions: Dict[str, List[int]] = {}

    def spans(self, section: str) -> List[Span]:
        """All spans of a section by position."""
        return self._spans.get(section, [])

    def find_ending(self, section: str, behind: int) -> Optional[Span]:
        """The longest span of a section whose last token is `behind - 1`."""
        return self._ends.get((section, behind))

    def find_starting(self, section: str, first: int) -> Optional[Span]:
        """The longest span of a section that begins with token `first`."""
        return self._starts.get((section, first))

    def has(self, section: str) -> bool:
        """Whether the section stands anywhere in the message."""
        return bool(self._spans.get(section))

    def between(self, section: str, first: int, behind: int) -> List[Span]:
        """Spans of a section that lie within tokens `first` up to `behind`, by position."""
        spans = self.spans(section)
        begin = bisect_left(self._firsts(section), first)
        end = bisect_left(self._firsts(section), behind)
        return [span for span in spans[begin:end] if span.behind <= behind]

    def find_token_at(self, position: int) -> int:
        """The first token that ends behind a position of the original text."""
        return bisect_right(self._token_ends, position)

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the message reads as Chinese, which decides what "$" means."""
        return is_chinese(self.text)

    def is_priced(self, first: int, behind: int) -> bool:
        """Whether a currency stands right before or after the tokens, as in "$7-11"."""
        before = self.tokens[first - 1].text if first else ""
        return (
            before == "$"
            or self.find_ending("currency", first) is not None
            or self.find_starting("currency", behind) is not None
        )

    def is_adjacent(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return index > 0 and self.tokens[index - 1].end == self.tokens[index].start

    @cached_property
    def _token_ends(self) -> List[int]:
        return [token.end for token in self.tokens]

    def _firsts(self, section: str) -> List[int]:
        if section not in self._positions:
            self._positions[section] = [span.first for span in self.spans(section)]
        return self._positions[section]

    @cached_property
    def _ends(self) -> Dict[Tuple[str, int], Span]:
        found: Dict[Tuple[str, int], Span] = {}
        for section, spans in self._spans.items():
            for span in spans:
                known = found.get((section, span.behind))
                if known is None or span.first < known.first:
                    found[section, span.behind] = span
        return found

    @cached_property
    def _starts(self) -> Dict[Tuple[str, int], Span]:
        found: Dict[Tuple[str, int], Span] = {}
        for section, spans in self._spans.items():
            for span in spans:
                known = found.get((section, span.first))
                if known is None or span.behind > known.behind:
                    found[section, span.first] = span
        return found


class Reader:
    """Reads messages with spaCy's PhraseMatcher over our own tokens.

    Latin words are matched whole, Chinese, Japanese and Thai by character. Words the lexicon does
    not know enter spaCy as one placeholder, so its string store does not grow with what customers
    write.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocab = spacy.blank("xx").vocab
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        joined = _to_joined(lexicon.tags)
        self._tags = {**_to_plurals(lexicon.tags), **joined, **lexicon.tags}
        phrases: Dict[str, List[Words]] = {TAGS: list(self._tags)}
        phrases.update(
            {name: list(section) for name, section in lexicon.sections.items() if section}
        )
        phrases.pop("character", None)
        ordinary = frozenset(word for words in phrases.pop("word", []) for word in words)
        self._known = frozenset(
            word for section in phrases.values() for words in section for word in words
        )
        self._speller = Speller(self._known, ordinary, {word for (word,) in joined})
        self._splitter = Splitter(_to_parts(lexicon.tags), ordinary)
        for name, section in phrases.items():
            self._matcher.add(name, [Doc(self._vocab, words=list(words)) for words in section])

    def read(self, text: str) -> Reading:
        """Never raises, whatever the text."""
        folded = fold(text, self._lexicon.characters)
        tokens = self._split_glued(_without_inner_hyphens(tokenise(folded)))
        words = [self._to_known(token) for token in tokens]
        spans = self._find_spans(words, _blanks_in_between(tokens)) if words else {}
        return Reading(text, folded, tokens, words, spans)

    def _split_glued(self, tokens: List[Token]) -> List[Token]:
        return [part for token in tokens for part in self._split_token(token)]

    def _split_token(self, token: Token) -> List[Token]:
        """The words glued together in a token, where each letter is one of the original's."""
        length = len(token.text)
        is_whole = token.kind == "word" and token.end - token.start == length
        if not is_whole or self._to_known(token) != UNKNOWN:
            return [token]
        parts, start = [], token.start
        for part in self._splitter.split(token.text):
            parts.append(Token(part, token.kind, start, start + len(part)))
            start += len(part)
        return parts

    def _to_known(self, token: Token) -> str:
        word = self._speller.correct(token.text) if token.kind == "word" else token.text
        return word if word in self._known else UNKNOWN

    def _find_spans(self, words: List[str], blanks: Sequence[int]) -> Dict[str, List[Span]]:
        spans: Dict[str, List[Span]] = {}
        for label, first, behind in self._matcher(Doc(self._vocab, words=words)):
            section = self._vocab.strings[label]
            spans.setdefault(section, []).append(self._to_span(section, words, first, behind))
        for section in LONGEST_ONLY:
            if section in spans:
                spans[section] = _keep_longest(_without_torn(spans[section], blanks))
        return spans

    def _to_span(self, section: str, words: List[str], first: int, behind: int) -> Span:
        found = tuple(words[first:behind])
        if section == TAGS:
            return Span(first, behind, "", self._tags[found])
        return Span(first, behind, self._lexicon.sections[section][found])


def is_question_after(reading: Reading, index: int, within: int = 24) -> bool:
    """Whether a question mark or a question particle follows."""
    return any(token.text in QUESTION_MARKS for token in reading.tokens[index : index + within])


def _to_parts(tags: Dict[Words, Tuple[Meaning, ...]]) -> FrozenSet[str]:
    """Words of skin types, concerns, kinds of product and conditions."""
    return frozenset(
        word
        for words, meanings in tags.items()
        if any(tag in GLUED for tag, _ in meanings)
        for word in words
        if word.isascii() and word.isalpha()
    )


def _blanks_in_between(tokens: Sequence[Token]) -> List[int]:
    """Of each token how many blanks stand before it in the message, next to no Latin word."""
    counts, blanks = [], 0
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else token
        blanks += before.end < token.start and "word" not in (before.kind, token.kind)
        counts.append(blanks)
    return counts


def _without_torn(spans: Sequence[Span], blanks: Sequence[int]) -> List[Span]:
    """Spans without those across a blank whose tokens others explain: 防曬 油肌 holds no 防曬油."""
    torn = [span for span in spans if blanks[span.first] != blanks[span.behind - 1]]
    if not torn:
        return list(spans)
    whole = [span for span in spans if blanks[span.first] == blanks[span.behind - 1]]
    explained = {n for span in _keep_longest(whole) for n in range(span.first, span.behind)}
    return whole + [
        span for span in torn if not explained.issuperset(range(span.first, span.behind))
    ]


def _keep_longest(spans: Sequence[Span]) -> List[Span]:
    """Of overlapping spans the longest, of equally long ones the first; by position."""
    taken: set[int] = set()
    kept: List[Span] = []
    for span in sorted(spans, key=lambda s: (s.first - s.behind, s.first)):
        if taken.isdisjoint(range(span.first, span.behind)):
            kept.append(span)
            taken.update(range(span.first, span.behind))
    return sorted(kept, key=lambda span: span.first)


def _to_joined(tags: Dict[Words, Tuple[Meaning, ...]]) -> Dict[Words, Tuple[Meaning, ...]]:
    """Adds "darkspots" for "dark spots"."""
    return {
        ("".join(words),): meanings
        for words, meanings in tags.items()
        if len(words) == 2
        and all(w.isascii() and w.isalpha() and len(w) >= JOINABLE for w in words)
    }


def _to_plurals(tags: Dict[Words, Tuple[Meaning, ...]]) -> Dict[Words, Tuple[Meaning, ...]]:
    """Adds "eye creams" for "eye cream"."""
    return {
        (*words[:-1], _to_plural(words[-1])): meanings
        for words, meanings in tags.items()
        if words[-1].isascii()
        and words[-1].isalpha()
        and len(words[-1]) >= JOINABLE
        and words[-1][-1] != "s"
    }


def _to_plural(word: str) -> str:
    return word + ("es" if word.endswith(("ch", "sh", "x")) else "s")


def _without_inner_hyphens(tokens: List[Token]) -> List[Token]:
    """Makes two words of "acne-prone"; a hyphen beside a space or between numbers stays."""
    return [token for index, token in enumerate(tokens) if not _is_inner_hyphen(tokens, index)]


def _is_inner_hyphen(tokens: List[Token], index: int) -> bool:
    if tokens[index].text not in ("-", ".", "‐", "‑") or not 0 < index < len(tokens) - 1:
        return False
    before, hyphen, after = tokens[index - 1 : index + 2]
    if "word" not in (before.kind, after.kind) or "mark" in (before.kind, after.kind):
        return False
    return before.end == hyphen.start and hyphen.end == after.start
