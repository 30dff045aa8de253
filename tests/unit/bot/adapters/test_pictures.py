"""Drawings become PNG for the channels that take no SVG."""

import struct

import pytest

from bot.adapters.pictures import to_png
from bot.domain.pictures import product_picture
from bot.domain.tags import PRODUCT_TYPES


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("kind", [*PRODUCT_TYPES, None])
def test_a_picture_becomes_a_square_png_small_enough_to_send(kind: str | None) -> None:
    png = to_png(product_picture(kind, "a-serum"))
    assert size_of(png) == (800, 800)
    assert len(png) < 100_000


def test_the_size_can_be_chosen() -> None:
    assert size_of(to_png(product_picture("serum", "a-serum"), size_px=200)) == (200, 200)


def test_different_products_give_different_pixels() -> None:
    one, other = (to_png(product_picture("serum", seed), size_px=100) for seed in ("one", "two"))
    assert one != other


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        to_png("not a drawing")
