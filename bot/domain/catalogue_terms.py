"""What can be told of a product from the shop's own words, where the shop does not tag it.

Only words that name a thing count: a department ("Face Serums"), the noun of a name, a highlight
("Good for: Pores"). Prose is left alone except for the skin types it says something is for.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

from bot.domain import catalogue_words as words
from bot.domain.catalogue_words import plain
from bot.domain.tags import CONCERNS, PRODUCT_TYPES, SKIN_TYPES

KINDS = ("single", "set", "tool", "other")
_FOR_SKIN = re.compile(
    r"\bfor (?:all |any |very |extra |even |both |your |most )*((?:[a-z]+[ ,/&+-]*){1,9}?) skin\b"
)
_NOT_FOR = re.compile(
    r"\b(?:not (?:suitable |recommended |intended |meant |ideal )?for|unsuitable for|"
    r"avoid (?:on|if))"
    r"[^.;!。]{0,60}|(?:不適合|不建議|避免|勿用於)[^，。；]{0,20}"
)
_ZH_FOR_SKIN = re.compile(r"(?:適合|適用|專為|針對|推薦)[^。；]{0,20}")


@dataclass(frozen=True, slots=True)
class Listing:
    """A product's own words.

    Attributes:
        names: in every language it has.
        categories: departments, the most specific last.
        size: the words on the pack.
        has_amount: whether the size is an amount (ml, g) of something.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...] = ()
    size: str = ""
    has_amount: bool = False


def find_product_type(listing: Listing) -> str | None:
    """The taxonomy's product type by department first, then by name; None where neither tells."""
    names = [plain(name) for name in listing.names]
    allowed: Sequence[str] = PRODUCT_TYPES
    for category in map(plain, reversed(listing.categories)):
        if category in PRODUCT_TYPES:
            return category
        types = _types_in(category)
        if words.OTHER_CATEGORY.search(category) and types != ["eye_cream"]:
            return None
        if types:
            return _by_department(types, names)
        if words.SPOT_CATEGORY.search(category):
            allowed = [value for value in PRODUCT_TYPES if value != "moisturizer"]
    return _first(_by_name(name, allowed) for name in names)


def find_kind(listing: Listing) -> str:
    """A "set" of several products in one box, a "tool" (device, brush), else "single".

    "other" is what is eaten or drunk: no shelf for skin, and no advice of ours.
    """
    categories = [plain(category) for category in listing.categories]
    names = [plain(name) for name in listing.names]
    if _any(words.EATEN_CATEGORY, categories) or _any(words.EATEN_NAME, names):
        return "other"
    if any(words.SET_CATEGORY.search(category) for category in categories):
        return "set"
    is_tool = _any(words.TOOL_CATEGORY, categories) or _any(words.TOOL_NAME, names)
    if "tool" in plain(listing.size) or (is_tool and not listing.has_amount):
        return "tool"
    return "set" if _any(words.SET_NAME, names) else "single"


def is_mini(listing: Listing) -> bool:
    """Whether name or department calls it a mini, travel or trial size."""
    return _any(words.MINI_NAME, map(plain, listing.names)) or _any(
        words.MINI_CATEGORY, map(plain, listing.categories)
    )


def to_skin_types(values: Iterable[str]) -> tuple[str, ...]:
    """Skin types named by a shop's tags ("Best for Dry, Combo, Normal Skin", "敏感肌")."""
    text = plain(", ".join(values))
    if words.ALL_SKIN_TYPES.search(text):
        return SKIN_TYPES
    return _in_order(words.SKIN_TYPE_WORDS, text, SKIN_TYPES)


def find_skin_types(highlights: Sequence[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Skin types it is said to be for, by highlights, else by "for … skin" in names and copy."""
    tagged = [value for value in highlights if _is_about_skin_type(plain(value))]
    if tagged:
        return to_skin_types(tagged)
    said: list[str] = []
    for text in map(plain, texts):
        kept = _NOT_FOR.sub(" ", text)
        said += [found[0] for found in _FOR_SKIN.finditer(kept)]
        said += [found[0] for found in _ZH_FOR_SKIN.finditer(kept)]
    return to_skin_types(said)


def find_unsuitable_skin_types(texts: Iterable[str]) -> tuple[str, ...]:
    """Skin types that the shop's words warn of ("not suitable for sensitive skin")."""
    warnings = [found[0] for text in texts for found in _NOT_FOR.finditer(plain(text))]
    about_skin = [text for text in warnings if "skin" in text or _has_cjk(text)]
    return _in_order(words.SKIN_TYPE_WORDS, " ".join(about_skin), SKIN_TYPES)


def to_concerns(values: Iterable[str]) -> tuple[str, ...]:
    """Concerns named by a shop's tags; the taxonomy's own values are taken as they are."""
    found: list[str] = []
    for value in map(plain, values):
        key = value.replace(" ", "_")
        found += [key] if key in CONCERNS else _in_order(words.CONCERN_WORDS, value, CONCERNS)
    return tuple(value for value in CONCERNS if value in found)


def find_concerns(
    highlights: Sequence[str], names: Iterable[str], product_type: str | None
) -> tuple[str, ...]:
    """Concerns by what it is "Good for", else by any highlight, else by the words of its name.

    A sunscreen is against sun in any case.
    """
    good_for = [value for value in highlights if plain(value).startswith(("good for", "適合"))]
    found = to_concerns(good_for) or to_concerns(_present(highlights)) or to_concerns(names)
    is_against_sun = product_type == "sunscreen" or _any(words.SPF, map(plain, highlights))
    return (*found, "sun") if is_against_sun and "sun" not in found else found


def find_ingredients(texts: Iterable[str]) -> tuple[str, ...]:
    """Well-known actives that highlights or names speak of, in INCI style."""
    said = [plain(text) for text in _present(texts)]
    return tuple(name for name, pattern in words.INGREDIENT_WORDS.items() if _any(pattern, said))


def _present(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if not words.ABSENCE.search(plain(text))]


def _types_in(category: str) -> list[str]:
    """Every type a department names, in its order: "mists & essences" are two."""
    if words.EYE.search(category):
        return ["eye_cream"]
    if words.SPOT_CATEGORY.search(category):
        return []
    ends = [
        (found.end(), value)
        for value, pattern in words.TYPE_NOUNS.items()
        for found in pattern.finditer(category)
    ]
    return list(dict.fromkeys(value for _, value in sorted(ends)))


def _by_department(types: Sequence[str], names: Sequence[str]) -> str | None:
    """Of a department's types the one a name ends in, else the last.

    A sleeping mask among the creams is a mask.
    """
    if "moisturizer" in types:
        types = (*types, "mask", "moisturizer")
    chosen = _first(_last_noun(name, types) for name in names) or types[-1]
    return _unless_elsewhere(chosen, names)


def _by_name(name: str, allowed: Sequence[str]) -> str | None:
    head = words.AFTERTHOUGHT.split(name)[0]
    noun = _last_noun(head, allowed) or _last_noun(name, allowed)
    if noun != "cleanser" and words.EYE.search(name) and not words.FACE.search(name):
        noun = "eye_cream"
    elif words.TYPE_NOUNS["sunscreen"].search(name) or (noun is None and words.SPF.search(name)):
        noun = "sunscreen"
    return _unless_elsewhere(noun, [name])


def _last_noun(name: str, allowed: Sequence[str]) -> str | None:
    """The type whose noun ends last; of two that end together the longer one."""
    best: tuple[int, int] = (-1, 0)
    chosen = None
    for value in allowed:
        pattern = words.TYPE_NOUNS.get(value)
        for found in pattern.finditer(name) if pattern else ():
            place = (found.end(), found.end() - found.start())
            if place > best:
                best, chosen = place, value
    return chosen


def _unless_elsewhere(value: str | None, names: Sequence[str]) -> str | None:
    """A hand mask or a lip serum is no product for the face; a sunscreen may be for the body."""
    if value in (None, "sunscreen"):
        return value
    for name in names:
        is_near_eye = words.EYE.search(name) and "lip" in name
        if words.ELSEWHERE.search(name) and not is_near_eye:
            return None
        if words.BODY.search(name) and not words.FACE.search(name):
            return None
    return value


def _is_about_skin_type(text: str) -> bool:
    names_one = _any(words.SKIN_TYPE_WORDS.values(), [text])
    is_about = "skin" in text or _has_cjk(text) or len(text.split()) == 1
    return (
        is_about
        and not _NOT_FOR.search(text)
        and (names_one or bool(words.ALL_SKIN_TYPES.search(text)))
    )


def _has_cjk(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _in_order(
    patterns: Mapping[str, Pattern[str]], text: str, order: Sequence[str]
) -> tuple[str, ...]:
    return tuple(value for value in order if patterns[value].search(text))


def _any(patterns: Pattern[str] | Iterable[Pattern[str]], texts: Iterable[str]) -> bool:
    several = [patterns] if isinstance(patterns, Pattern) else list(patterns)
    return any(pattern.search(text) for text in texts for pattern in several)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
