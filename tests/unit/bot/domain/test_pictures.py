"""Product pictures: told apart by type, told by the seed, and safe to put on any page."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pictures import product_picture
from bot.domain.tags import PRODUCT_TYPES

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    f"{SVG}{tag}"
    for tag in [
        "svg",
        "defs",
        "linearGradient",
        "stop",
        "path",
        "g",
        "rect",
        "circle",
        "ellipse",
        "use",
    ]
}
KINDS = st.sampled_from([*PRODUCT_TYPES, None, "candle"])


@given(kind=KINDS, seed=st.text(max_size=300))
def test_whatever_the_seed_a_picture_is_small_plain_drawing_without_text_or_links(
    kind: str | None, seed: str
) -> None:
    picture = product_picture(kind, seed)
    assert len(picture.encode()) < 2048
    assert picture.isascii()
    for element in ET.fromstring(picture).iter():
        assert element.tag in ALLOWED
        assert not (element.text or "").strip()
        assert all(not name.startswith("on") for name in element.attrib)
        assert element.attrib.get("href", "#").startswith("#")


@given(kind=KINDS, seed=st.text(max_size=30))
def test_every_reference_inside_a_picture_finds_its_target(kind: str | None, seed: str) -> None:
    root = ET.fromstring(product_picture(kind, seed))
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    references = {element.attrib["href"][1:] for element in root.iter(f"{SVG}use")}
    fills = {element.attrib.get("fill", "") for element in root.iter()}
    lights = {fill[5:-1] for fill in fills if fill.startswith("url(")}
    assert references | lights == ids


def test_the_same_product_always_looks_the_same() -> None:
    assert product_picture("serum", "a-serum") == product_picture("serum", "a-serum")


def test_every_type_has_a_silhouette_of_its_own() -> None:
    outlines = {kind: outlines_of(kind) for kind in PRODUCT_TYPES}
    for one, other in combinations(PRODUCT_TYPES, 2):
        assert not outlines[one] & outlines[other]


def outlines_of(kind: str) -> set[str]:
    roots = (ET.fromstring(product_picture(kind, f"seed {number}")) for number in range(40))
    return {root.find(f"{SVG}defs/{SVG}path").attrib["d"] for root in roots}


def test_products_of_one_type_differ_in_look() -> None:
    looks = {product_picture("serum", f"serum {number}") for number in range(40)}
    assert len(looks) == 40


def test_pictures_on_one_page_share_no_ids() -> None:
    ids = [
        element.attrib["id"]
        for number in range(200)
        for element in ET.fromstring(product_picture("serum", f"serum {number}")).iter()
        if "id" in element.attrib
    ]
    assert len(set(ids)) == len(ids)


def test_an_accent_colours_the_bottle() -> None:
    assert 'fill="#123abc"' in product_picture("serum", "a-serum", "#123abc")


@pytest.mark.parametrize("accent", ["red", "#12345", '#12345"', "#123abc ", "url(#x)"])
def test_what_is_no_colour_is_refused(accent: str) -> None:
    with pytest.raises(ValueError, match="An accent is written as #rrggbb"):
        product_picture("serum", "a-serum", accent)
