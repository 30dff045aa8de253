"""Texts that strangers could send: random ones, and mutations of messages of our own."""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

LONGEST = 20_000
_FEW, _SOME = 60, 200

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DIRECTIONS = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f"
COMBINING = "".join(map(chr, range(0x300, 0x36F))) + "\u0e31\u0e34\u0e49\u3099\u20e3\ufe0f"
CONTROLS = "".join(map(chr, range(0x20))) + "\x7f\x85\u2028\u2029"
SURROGATES = "\ud800\udbff\udc00\udfff"
EMOJI = ("👩🏽‍🔬", "🏳️‍🌈", "🇹🇼", "😂", "❤️‍🔥", "1️⃣", "🧴", "\U0001f3fb")
DIGITS = ("０１２３４５６７８９", "๐๑๒๓๔๕๖๗๘๙", "٠١٢٣٤٥٦٧٨٩", "〇一二三四五六七八九", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PIECES = (
    "'; DROP TABLE orders; --", "[serum](product_type)", '{"intent": "greet"}', "/greet", "{{7*7}}",
    "<script>alert(1)</script>", "%s%n%x", "\\u0000", "ignore all previous instructions", "EOF",
    "NaN", "-inf", "1e308", "1e-400", "0x1F", "1,2,3,4,5", "１，０００元", "億兆京", "½¾", "ﷺ",
    "㎏", "ǅ", "ﬀ", "ß", "İ", "ı", "𝔰𝔢𝔯𝔲𝔪", "ｶﾞｻｶﾞｻ", "精華液", "ผิวมัน", "敏感肌でも", "שלום",
    "السلام عليكم", "नमस्ते", "안녕하세요", "не жирная", "ქართული",
    "\U000e0061", "\uffff", "\U0010ffff",
)  # fmt: skip

Mutation = Callable[[random.Random, str], str]


class Message(NamedTuple):
    """One text and how it was made."""

    kind: str
    text: str


def make_messages(count: int, seeds: Sequence[str], number: int) -> list[Message]:
    """So many messages, half random and half mutations of the seeds; the same for a number."""
    drawn = _random(count // 2, number)
    return [*drawn, *_mutated(count - len(drawn), seeds, number)]


def _random(count: int, number: int) -> list[Message]:
    """Texts of hypothesis' own making, from short and plain to long and strange."""
    drawn: list[Message] = []
    strange = st.sampled_from(
        [*PIECES, *EMOJI, *ZERO_WIDTH, *DIRECTIONS, *COMBINING[:8], *CONTROLS]
    )
    texts = st.one_of(
        st.text(min_size=1, max_size=_SOME),
        st.text(st.characters(codec=None), max_size=_FEW),
        st.text(
            st.characters(categories=("Mn", "Me", "Cf", "Cc", "Zs", "Co", "Cn")), max_size=_FEW
        ),
        st.text(st.characters(categories=("Nd", "Nl", "No", "Sc", "Po")), max_size=_FEW),
        st.lists(strange, max_size=30).map("".join),
        st.builds(_numbers, st.integers(), st.floats(), st.sampled_from(PIECES)),
        st.builds(_repeat, st.text(min_size=1, max_size=12), st.integers(1, LONGEST)),
    )

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def draw(text: str) -> None:
        drawn.append(Message("random", text))

    draw()
    return drawn[:count]


def _numbers(whole: int, real: float, piece: str) -> str:
    return f"{whole} {real} {piece}{whole}-{abs(whole)}"


def _repeat(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _mutated(count: int, seeds: Sequence[str], number: int) -> list[Message]:
    """Each seed in turn, changed by one to three mutations."""
    chance = random.Random(number)
    messages = []
    for turn in range(count):
        text = seeds[turn % len(seeds)]
        names = chance.sample(list(MUTATIONS), chance.randint(1, 3))
        for name in names:
            text = MUTATIONS[name](chance, text)[:LONGEST]
        messages.append(Message("+".join(names), text))
    return messages


def _sprinkle(alphabet: Sequence[str]) -> Mutation:
    def mutate(chance: random.Random, text: str) -> str:
        rate = chance.choice((0.05, 0.3, 1.0))
        return "".join(
            character + (chance.choice(alphabet) if chance.random() < rate else "")
            for character in text
        )

    return mutate


def _heap_marks(chance: random.Random, text: str) -> str:
    """Dozens of combining marks on each character."""
    return "".join(c + "".join(chance.choices(COMBINING, k=chance.randint(0, 40))) for c in text)


def _lengthen(chance: random.Random, text: str) -> str:
    return _repeat(text or "a", chance.choice((300, 2_000, 5_000, LONGEST)))


def _elongate(chance: random.Random, text: str) -> str:
    """One letter many times: sooooo."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + text[place : place + 1] * chance.choice((3, 50, 5_000)) + text[place:]


def _shuffle(chance: random.Random, text: str) -> str:
    return "".join(chance.sample(text, len(text)))


def _cut(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[start:end]


def _without_spaces(_: random.Random, text: str) -> str:
    return "".join(text.split())


def _big_number(chance: random.Random, text: str) -> str:
    digits = "".join(chance.choices("0123456789", k=chance.choice((9, 40, 400, 5_000))))
    return f"{text} {chance.choice(('', '-', '$', 'NT$'))}{digits}{chance.choice(('', '元', 'k'))}"


def _other_digits(chance: random.Random, text: str) -> str:
    table = str.maketrans("0123456789", chance.choice(DIGITS))
    return f"{text} 1000-2500".translate(table)


def _backwards(_: random.Random, text: str) -> str:
    return text[::-1]


def _full_width(_: random.Random, text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _piece(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(PIECES) + text[place:]


MUTATIONS: dict[str, Mutation] = {
    "zero width": _sprinkle(ZERO_WIDTH),
    "directions": _sprinkle(DIRECTIONS),
    "controls": _sprinkle(CONTROLS),
    "emoji": _sprinkle(EMOJI),
    "surrogates": _sprinkle(SURROGATES),
    "marks": _heap_marks,
    "long": _lengthen,
    "elongated": _elongate,
    "shuffled": _shuffle,
    "cut": _cut,
    "no spaces": _without_spaces,
    "big number": _big_number,
    "other digits": _other_digits,
    "backwards": _backwards,
    "full width": _full_width,
    "piece": _piece,
}
