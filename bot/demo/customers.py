"""Invented customers: names put together from common parts, addresses nobody can own.

E-mail is at example.com and example.org (RFC 2606); the phone numbers 0900-000-001 and so on are
one unbroken run that no carrier gives out to people.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

_SURNAMES = (
    ("陳", "chen"), ("林", "lin"), ("黃", "huang"), ("張", "chang"), ("李", "lee"), ("王", "wang"),
    ("吳", "wu"), ("劉", "liu"), ("蔡", "tsai"), ("楊", "yang"), ("許", "hsu"), ("鄭", "cheng"),
    ("謝", "hsieh"), ("郭", "kuo"), ("洪", "hung"), ("邱", "chiu"), ("曾", "tseng"), ("廖", "liao"),
    ("賴", "lai"), ("徐", "hsu"), ("周", "chou"), ("葉", "yeh"), ("蘇", "su"), ("莊", "chuang"),
)  # fmt: skip
_GIVEN_NAMES = (
    ("語彤", "yutung"), ("怡安", "yian"), ("佳蓉", "chiajung"), ("宜蓁", "yichen"),
    ("子晴", "tzuching"), ("筱涵", "hsiaohan"), ("雅筑", "yachu"), ("欣妤", "hsinyu"),
    ("詠晴", "yungching"), ("品妍", "pinyen"), ("思妤", "szuyu"), ("沛恩", "peien"),
    ("柏翰", "pohan"), ("冠宇", "kuanyu"), ("承恩", "chengen"), ("宥廷", "yuting"),
    ("家豪", "chiahao"), ("彥廷", "yenting"), ("書瑋", "shuwei"), ("若彤", "jotung"),
    ("芷瑄", "chihhsuan"), ("孟潔", "mengchieh"), ("巧雯", "chiaowen"), ("靜宜", "chingyi"),
    ("淑芬", "shufen"), ("美惠", "meihui"), ("郁婷", "yuting"), ("舒涵", "shuhan"),
    ("翊綺", "yichi"), ("庭瑜", "tingyu"),
)  # fmt: skip
_ENGLISH = (
    ("Amelia", "Grace", "Hannah", "Priya", "Nadia", "Owen", "Marcus", "Chloe", "Daniel", "Ruth"),
    ("Porter", "Nakamura-Hill", "Whitlock", "Desai", "Okafor", "Lindqvist", "Marsh", "Bennett"),
)
_JAPANESE = (
    (("佐々木", "sasaki"), ("小林", "kobayashi"), ("中村", "nakamura"), ("森", "mori")),
    (("美咲", "misaki"), ("彩", "aya"), ("結衣", "yui"), ("陽子", "yoko"), ("翔太", "shota")),
)
_THAI = (
    (("สุดารัตน์", "sudarat"), ("พิมพ์ชนก", "pimchanok"), ("ณัฐวุฒิ", "nattawut"), ("กนกวรรณ", "kanokwan")),
    (("ใจดี", "jaidee"), ("ศรีสุข", "srisuk"), ("วงศ์ทอง", "wongthong"), ("แสงจันทร์", "saengchan")),
)
_LANGUAGES = {"zh": 76, "en": 13, "ja": 6, "th": 5}


@dataclass(frozen=True, slots=True)
class Customer:
    """One invented person; `language` is the one they prefer (en, zh, ja, th)."""

    id: str
    name: str
    email: str
    phone: str
    language: str


def read_customers(path: Path) -> tuple[Customer, ...]:
    """Every customer of the file (JSON Lines)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Customer(**json.loads(line)) for line in lines)


def invent_customers(count: int, random: Random) -> tuple[Customer, ...]:
    """`count` customers (at most 999), ids C0001 and up, e-mail addresses all different."""
    return tuple(_invent_customer(number, random) for number in range(1, count + 1))


def _invent_customer(number: int, random: Random) -> Customer:
    language = random.choices(list(_LANGUAGES), weights=list(_LANGUAGES.values()))[0]
    name, handle = _invent_name(language, random)
    domain = random.choice(("example.com", "example.org"))
    return Customer(
        id=f"C{number:04}",
        name=name,
        email=f"{handle}{number}@{domain}",
        phone=f"0900-000-{number:03}",
        language=language,
    )


def _invent_name(language: str, random: Random) -> tuple[str, str]:
    """A name as written and its ASCII handle."""
    if language == "en":
        first, last = random.choice(_ENGLISH[0]), random.choice(_ENGLISH[1])
        return f"{first} {last}", f"{first}.{last}".lower()
    parts = {"zh": (_SURNAMES, _GIVEN_NAMES), "ja": _JAPANESE, "th": _THAI}[language]
    (first, first_handle), (second, second_handle) = map(random.choice, parts)
    space = " " if language == "th" else ""
    return f"{first}{space}{second}", f"{second_handle}.{first_handle}"
