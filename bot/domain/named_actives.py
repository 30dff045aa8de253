"""Actives that a product tells of in words, whatever its ingredient list holds.

Lists come cut off, misspelt or in another language. Where leaving an active out matters, name,
highlights and description are read as well, on the side of caution: a mention counts unless its
own clause says that the active is not in it ("retinol-free", "a companion to retinoids").
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.products import Product

# Also for lower-case label names. "vitamin a", "維他命A" and the like are retinoids on a label;
# carotenes ("provitamin A") are not.
RETINOID = (
    r"r[eé]t[iy]n(?:ol|al|o[iïa]|[yi]l|o)|retnol|(?<![a-z])retin[ -]?a(?![a-z])|"
    r"adapal[eè]n|tazarot[eè]n|trifarot[eè]n|granactive|"
    r"(?<![a-z])vit(?:amin[ae]?)?[. -]{1,2}a(?![a-z])|"
    r"視黃[醇醛酸酯基]|视黄[醇醛酸酯基]|(?<![a-z])a\s?[醇醛酯酸]|[維维](?:他命|生素|甲)?\s?a(?![a-z])|"
    "レチノ|レチナ|レチニル|トレチノイン|アダパレン|ビタミン\\s?a(?![a-z])|"
    "เรติน|อะดาพาลีน|วิตามิน\\s?(?:เอ|a(?![a-z]))|레티[놀날노닐]|비타민\\s?a(?![a-z])|ретин"
)
_RETINOID = re.compile(RETINOID)
# One of these is in whatever RETINOID finds; most texts hold none, which is quick to tell.
_RETINOID_STEMS = (
    "ret", "adap", "tazarot", "trifarot", "granactive", "vit", "視黃", "视黄", "醇", "醛", "酸",
    "酯", "維", "维", "レチ", "アダパ", "ビタミン", "เรติน", "อะดา", "วิตามิน", "레티", "비타민",
    "ретин",
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]")
_EXFOLIANT = re.compile(
    r"exfoliat|(?<![a-z])peel(?:s|ing)?(?![a-z])|(?<![a-z])scrubs?(?![a-z])|resurfac|microderm|"
    r"(?<![a-z])[abp]ha(?:s|/\w+)?(?![a-z])|glycolic|salicylic|lactic acid|mandelic|"
    r"benzoyl peroxide|"
    "果酸|水[楊杨]酸|杏仁酸|乳酸|[煥焕][膚肤]|去角[質质]|磨砂|ピーリング|スクラブ|角質ケア|グリコール酸|サリチル酸|"
    "ผลัดเซลล์|สครับ|กรดผลไม้"
)
# An ingredient of another kind, or one that is told not to be there.
_NOT_MEANT = re.compile(
    r"(?:bio-?|phyto-?|plant )retinols?|"
    r"(?:retin(?:ol|oid|al)s?|exfoliant|[abp]ha|acid)s?[ -](?:alternative|free|like)|"
    r"non[ -]exfoliating|[不無无](?:含|添加)?\s?(?:a\s?[醇醛酸]|果酸|水[楊杨]酸|視黃醇|视黄醇)"
)
_LEFT_OUT_BEFORE = re.compile(
    r"(?:\bskips?|\bwithout|\bfree (?:of|from)|\bno|\bnever|\bnot(?! only| just)|n't|\binstead of|"
    r"\brather than|\balternatives? to|\bcompanions? to|\bavoid\w*|"
    r"\bsame (?:night|evening|day|time) as|\bfind most)\s+(?:\S+\s+){0,8}$|"
    "(?:[不無无]含|不使?用|不想用|無添加|勿|避[免開开]|不要|不可|取代|替代|代替).{0,12}$|"
    "(?:ไม่มี|ปราศจาก|ห้าม|หลีกเลี่ยง).{0,16}$"
)
_LEFT_OUT_AFTER = re.compile(
    r"^\S{0,3}\s*(?:不使用|無配合|無添加|フリー|を?含まない|との併用|ではない|free\b|的?替代|"
    r"的(?:日子|夜晚|時候|时候|你|人))"
)
_CLAUSE_ENDS = re.compile(r"[.!?;:|\n。！？；：、，,]")


def names_a_retinoid(product: Product) -> bool:
    """Whether name, highlights or description speak of a retinoid in it, in any language."""
    listed = product.listed or product  # also copy that may not be shown
    told = (*_titles(listed), *listed.descriptions.values(), *_foreign_names(listed))
    texts = (_folded(text) for text in told)
    return any(_is_told(_RETINOID, text) for text in texts if _may_tell_of_a_retinoid(text))


def names_an_exfoliant(product: Product) -> bool:
    """Whether name or highlights speak of peeling, scrubbing or an exfoliating acid."""
    return any(_is_told(_EXFOLIANT, _folded(text)) for text in _titles(product.listed or product))


def _titles(product: Product) -> Iterator[str]:
    listed = product.listed or product  # a retinoid that may not be praised is still one
    yield from listed.names.values()
    yield from listed.highlights


def _foreign_names(product: Product) -> Iterator[str]:
    """Ingredients in other letters, which no rule by name may know (full-width, accents)."""
    return (name for name in (product.ingredients or ()) if not name.isascii())


def _may_tell_of_a_retinoid(text: str) -> bool:
    return any(stem in text for stem in _RETINOID_STEMS)


def _is_told(active: re.Pattern[str], text: str) -> bool:
    text = _NOT_MEANT.sub(" ", text)
    return any(_is_in_it(text, found) for found in active.finditer(text))


def _is_in_it(text: str, found: re.Match[str]) -> bool:
    before = _CLAUSE_ENDS.split(text[: found.start()])[-1]
    after = _CLAUSE_ENDS.split(text[found.end() :])[0]
    return not (_LEFT_OUT_BEFORE.search(before) or _LEFT_OUT_AFTER.search(after))


def _folded(text: str) -> str:
    """Full-width letters made plain, accents of Latin letters kept off, in lower case."""
    text = text.lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
