"""Product pictures drawn by us: a still life in SVG, its form told by the product's type.

Nothing of the catalogue's text goes into a picture, so none of it can inject anything. Every id
inside carries the seed's digest, so that many pictures may stand inline on one page.
"""

import hashlib
import re
from typing import TypeVar

from bot.domain.picture_forms import (
    BACKDROPS,
    FLAT_LIGHT,
    FORMS,
    MOTIFS,
    OTHER,
    PALETTES,
    ROUND_LIGHT,
    Form,
    Palette,
)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_T = TypeVar("_T")


def product_picture(product_type: str | None, seed: str, accent: str | None = None) -> str:
    """A square SVG of 400 units, below 2 KB; the same arguments give the same picture.

    Args:
        product_type: taxonomy value; anything else is drawn as a pump bottle.
        seed: what colour and setting derive from: a product's family, else its id, so that all
            sizes of a product look alike.
        accent: colour of the bottle as `#rrggbb`, in place of the palette's.

    Raises:
        ValueError: `accent` is no such colour.
    """
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    palette = _pick(PALETTES, digest[0])
    return _draw(
        form=_pick(FORMS.get(product_type or "", (OTHER,)), digest[7]),
        palette=palette,
        body_colour=_checked(accent) if accent else palette.body,
        backdrop=_pick(BACKDROPS, digest[1]),
        motif=_pick(MOTIFS, digest[2]),
        key=digest[3:7].hex(),
    )


def _pick(choices: tuple[_T, ...], number: int) -> _T:
    return choices[number % len(choices)]


def _checked(accent: str) -> str:
    if not _COLOUR.fullmatch(accent):
        raise ValueError(f"An accent is written as #rrggbb, not {accent!r}.")
    return accent


def _draw(
    *, form: Form, palette: Palette, body_colour: str, backdrop: str, motif: str, key: str
) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">'
        f"{_defs(form, key)}"
        f'<path fill="{palette.wall}" d="M0 0h400v400H0z"/>'
        f'<g fill="{palette.backdrop}">{backdrop}<path d="M0 330h400v70H0z"/></g>'
        '<path fill="#fff" fill-opacity=".4" d="M0 330h400v70H0z"/>'
        f'<ellipse cx="{206 + form.half_width // 4}" cy="331" rx="{form.half_width + 20}" ry="8"'
        f' fill="{palette.ink}" opacity=".2"/>'
        f'<use href="#b{key}" fill="{body_colour}"/>{_label(form, palette, motif)}'
        f'<use href="#b{key}" fill="url(#s{key})"/>'
        f'<use href="#c{key}" fill="{palette.ink}"/><use href="#c{key}" fill="url(#s{key})"/>'
        f"{form.extra.format(ink=palette.ink, wall=palette.wall)}</svg>"
    )


def _defs(form: Form, key: str) -> str:
    """The outlines, and the light that falls on them from the left."""
    light = FLAT_LIGHT if form.is_flat else ROUND_LIGHT
    return (
        f'<defs><path id="b{key}" d="{form.body}"/><g id="c{key}">{form.cap}</g>'
        f'<linearGradient id="s{key}">{light}</linearGradient></defs>'
    )


def _label(form: Form, palette: Palette, motif: str) -> str:
    middle, half_width, half_height = form.label
    has_lines = half_height >= 40
    lines = '<path d="M-20 24h40M-12 33h24" stroke-opacity=".5"/>' if has_lines else ""
    place = "translate(0 -12)" if has_lines else "scale(.8)"
    return (
        f'<g transform="translate(200 {middle})" fill="none" stroke="{palette.ink}"'
        ' stroke-width="2" stroke-linecap="round">'
        f'<rect x="{-half_width}" y="{-half_height}" width="{2 * half_width}"'
        f' height="{2 * half_height}" rx="3" fill="#fffdf8" stroke="none"/>'
        f'<g transform="{place}">{motif}</g>{lines}</g>'
    )
