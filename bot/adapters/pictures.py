"""Turns our drawings into PNG for channels that take no SVG (LINE, Messenger)."""

import resvg_py

PICTURE_PX = 800


def to_png(svg: str, size_px: int = PICTURE_PX) -> bytes:
    """The drawing as a square PNG; for drawings of ours only, which hold no text and no links.

    Raises:
        ValueError: `svg` is no drawing.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg, width=size_px, height=size_px, skip_system_fonts=True
    )
