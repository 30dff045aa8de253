"""What of a product's own copy may be shown.

A description loses the sentences that hold a claim; a highlight with one is left out; directions
for use are shown whole or not at all, as a step left out could harm. A name is judged with the rest
(Criteria §2 lists 品名 first): a medical claim is cut out of it, so that the product stays on sale;
an exaggerating one is left as it is, a name being a name, and told to the shop.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.claims.finding import Claim, FindClaims, find_claims
from bot.domain.languages import Language
from bot.domain.products import Product

_SENTENCE = re.compile(r"(?<=[。！？\n])|(?<=[.!?])\s+")
_LOOSE = re.compile(
    r"^[\s\-–—:：,，/|+&·*'\"]+|[\s\-–—:：,，/|+&·*]+$|\(\s*\)|（\s*）|\[\s*\]|【\s*】"
)
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class FlaggedCopy:
    """A claim in a product's copy; `field` as in a catalogue file ("description")."""

    product_id: str
    product_name: str
    field: str
    claim: Claim


def find_in_copy(product: Product, find: FindClaims = find_claims) -> tuple[FlaggedCopy, ...]:
    """Every claim in what the shop says of a product, names first."""
    listed = product.listed or product
    name = next(iter(listed.names.values()), listed.id)
    return tuple(
        FlaggedCopy(listed.id, name, field, claim)
        for field, language, text in _copy_of(listed)
        for claim in find(text, language)
    )


def to_lawful(product: Product) -> Product:
    """The product with what may be shown of it; `listed` keeps the rest where there is any."""
    listed = product.listed or product
    shown = replace(
        listed,
        names={at: to_lawful_name(name, listed) for at, name in listed.names.items()},
        descriptions=_kept({at: without_claims(text) for at, text in listed.descriptions.items()}),
        how_to_use=_kept(
            {at: "" if find_claims(text, at) else text for at, text in listed.how_to_use.items()}
        ),
        highlights=tuple(text for text in listed.highlights if not find_claims(text)),
    )
    return listed if shown == listed else replace(shown, listed=listed)


def without_claims(text: str) -> str:
    """The sentences of a text that hold no claim; the text itself where none does."""
    claims = find_claims(text)
    if not claims:
        return text
    kept = "".join(
        text[start:end]
        for start, end in _sentences(text)
        if all(claim.end <= start or claim.start >= end for claim in claims)
    ).strip()
    # What is left may read otherwise than before: it is judged again.
    return without_claims(kept) if kept != text else ""


def to_lawful_name(name: str, product: Product) -> str:
    """The name without its medical claims; brand and kind of product where nothing is left."""
    cut = cut_medical_claims(name)
    if cut == name or _is_a_name(cut):
        return cut
    kind = (product.product_type or "").replace("_", " ")
    plain = " ".join(part for part in (product.brand or "", kind) if part)
    return plain if _is_a_name(plain) and not _is_medical(plain) else product.id


def cut_medical_claims(text: str) -> str:
    """A line without the phrases that make a medical claim; what is left is judged again."""
    claims = [claim for claim in find_claims(text) if claim.is_medical]
    if not claims:
        return text
    kept, end = "", 0
    for claim in claims:
        kept, end = f"{kept}{text[end : claim.start]} ", claim.end
    kept = " ".join((kept + text[end:]).split())
    while kept != (tidy := _LOOSE.sub("", kept)):
        kept = tidy
    return cut_medical_claims(kept)


def _copy_of(product: Product) -> Iterator[tuple[str, Language | None, str]]:
    for field, texts in (
        ("name", product.names),
        ("description", product.descriptions),
        ("how_to_use", product.how_to_use),
    ):
        for language, text in texts.items():
            yield field if len(texts) == 1 else f"{field} ({language.value})", language, text
    for text in product.highlights:
        yield "highlights", None, text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.end() > start:
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def _kept(texts: Mapping[Language, str]) -> dict[Language, str]:
    return {language: text for language, text in texts.items() if text}


def _is_medical(text: str) -> bool:
    return any(claim.is_medical for claim in find_claims(text))


def _is_a_name(text: str) -> bool:
    return sum(character.isalpha() for character in text) >= _SHORTEST_NAME
