"""Invented messages that mean nothing, to learn what "not understood" looks like."""

import random
from typing import Callable, List, Sequence

MESSAGES = 300
LATIN = "abcdefghijklmnopqrstuvwxyz"
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvwxyz"
KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
ALPHABETS = (
    "".join(map(chr, range(0x3105, 0x3128))),  # bopomofo, half-typed Chinese
    "".join(map(chr, range(0x3041, 0x3094))),  # hiragana
    "".join(map(chr, range(0x30A1, 0x30F5))),  # katakana
    "".join(map(chr, range(0x0E01, 0x0E2F))),  # Thai consonants
    "".join(map(chr, range(0x4E00, 0x8000))),  # Chinese characters, most of them rare
    "".join(map(chr, range(0xAC00, 0xB000))),
    "".join(map(chr, range(0x1F600, 0x1F640))),  # faces
    "".join(map(chr, range(0x1F300, 0x1F5FF))),
    "!?.,;:#%&*+=/~-_()[]<>|^",
    LATIN + "0123456789",
    "0123456789#*-+.",
)  # fmt: skip


def invent_gibberish(seed: int, messages: int = MESSAGES) -> List[str]:
    """Random letters, keyboard walks, made-up words, faces and marks; the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    makers = (_to_walk, _to_word, _to_letters, _to_characters)
    return [makers[number % len(makers)](chance) for number in range(messages)]


def _to_walk(chance: random.Random) -> str:
    row = chance.choice(KEYBOARD_ROWS)
    return _to_words(chance, lambda: _draw(chance, row, chance.randint(3, 9)))


def _to_letters(chance: random.Random) -> str:
    return _to_words(chance, lambda: _draw(chance, LATIN, chance.randint(3, 9)))


def _to_word(chance: random.Random) -> str:
    """Pronounceable, but no word: "blorp", "zintel"."""
    return _to_words(chance, lambda: "".join(_to_syllable(chance) for _ in range(_few(chance))))


def _to_syllable(chance: random.Random) -> str:
    return chance.choice(CONSONANTS) + chance.choice(VOWELS) + chance.choice(CONSONANTS)


def _to_characters(chance: random.Random) -> str:
    return _draw(chance, chance.choice(ALPHABETS), chance.randint(1, 7))


def _to_words(chance: random.Random, to_word: Callable[[], str]) -> str:
    return " ".join(to_word() for _ in range(_few(chance)))


def _few(chance: random.Random) -> int:
    return chance.choice((1, 1, 2, 3))


def _draw(chance: random.Random, characters: Sequence[str], length: int) -> str:
    return "".join(chance.choice(characters) for _ in range(length))
