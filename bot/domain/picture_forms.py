"""The still lives' parts: palettes, settings, label motifs and silhouettes by product type."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one still life; `body` is the bottle's, `ink` the cap's and the drawing's."""

    wall: str
    backdrop: str
    body: str
    ink: str


@dataclass(frozen=True, slots=True)
class Form:
    """A silhouette of 400 units, standing at y = 330.

    `body` and `cap` are outlines without paint, as light is laid over them; `label` is the height
    of its middle, half its width, half its height; `extra` stands in front and is painted.
    """

    body: str
    cap: str
    label: tuple[int, int, int]
    half_width: int = 56
    extra: str = ""
    is_flat: bool = False


PALETTES = (
    Palette("#eef3ea", "#cddfca", "#86a88e", "#2f4a3e"),
    Palette("#faefe9", "#f0d0c3", "#d9a08b", "#6b3e33"),
    Palette("#eaf2f5", "#c2dae4", "#7faabd", "#25465a"),
    Palette("#fbf3e2", "#f2dcab", "#c98d42", "#5b3a17"),
    Palette("#f3eff8", "#dacdeb", "#a892ca", "#43345f"),
    Palette("#f6f5e3", "#e1e2b2", "#abac63", "#474a22"),
    Palette("#eff1f4", "#d2dae4", "#96a6bb", "#2f3a4c"),
    Palette("#fbedee", "#f1c8cf", "#d07a89", "#5f2531"),
)

# Behind the product: a moon, an arch, hills, a window, a low sun. Filled with the backdrop colour.
BACKDROPS = (
    '<circle cx="228" cy="178" r="128"/>',
    '<path d="M92 330V178a108 108 0 0 1 216 0v152z"/>',
    '<path d="M0 330V226q70-66 150-22 60 32 128-14 62-42 122-6v146z"/>',
    '<path d="M70 330V70h92v260zM176 330V70h154v260z"/>',
    '<circle cx="118" cy="128" r="62"/><path d="M0 330v-62q110-38 210-8 100 30 190-14v84z"/>',
)

_SUN = (
    '<circle r="8"/>'
    '<path d="M0-20v6m0 28v6M-20 0h6m28 0h6M-14-14l4 4m20 20 4 4m0-28-4 4m-20 20-4 4"/>'
)
# On the label, around 0,0 and about 36 wide; drawn with the ink colour, unfilled.
MOTIFS = (
    '<path d="M0-20q15 19 15 28a15 15 0 0 1-30 0q0-9 15-28z"/>',
    '<path d="M-14 16Q-18-14 16-18 16 14-14 16zM-14 16L6-8"/>',
    '<path d="M-20-8q7-8 13 0t13 0 13 0M-20 3q7-8 13 0t13 0 13 0M-20 14q7-8 13 0t13 0 13 0"/>',
    '<circle r="6"/><circle r="12"/><circle r="18"/>',
    '<path d="M0 20V-18M0 10q-14-2-14-14 14 0 14 14zM0-2q14-2 14-14Q0-16 0-2z"/>',
    _SUN,
)

ROUND_LIGHT = (
    '<stop stop-opacity=".16"/><stop offset=".16" stop-color="#fff" stop-opacity=".42"/>'
    '<stop offset=".34" stop-color="#fff" stop-opacity=".05"/>'
    '<stop offset=".72" stop-opacity=".02"/><stop offset="1" stop-opacity=".26"/>'
)
FLAT_LIGHT = (
    '<stop stop-color="#fff" stop-opacity=".18"/><stop offset=".5" stop-color="#fff"'
    ' stop-opacity="0"/><stop offset="1" stop-opacity=".1"/>'
)
_BULB = (
    '<path d="M187 92q0-36 13-36t13 36v20h-26z"/>'
    '<rect x="177" y="108" width="46" height="36" rx="4"/>'
)
_COLLAR = (
    '<rect x="177" y="108" width="46" height="36" rx="4" fill="#fffdf8" fill-opacity=".78"/>'
    '<path d="M184 114v26m8-26v26m8-26v26m8-26v26m8-26v26" stroke="{ink}" opacity=".3"/>'
)
FORMS: Mapping[str, tuple[Form, ...]] = {
    "serum": (
        Form(
            "M180 144h40v10q38 6 38 44v116q0 16-16 16h-84q-16 0-16-16V198q0-38 38-44z",
            _BULB,
            (254, 40, 46),
            half_width=60,
            extra=_COLLAR,
        ),
        Form(
            "M182 144h36v12q26 4 26 32v130q0 12-12 12h-64q-12 0-12-12V188q0-28 26-32z",
            _BULB,
            (254, 30, 48),
            half_width=46,
            extra=_COLLAR,
        ),
        Form(
            "M150 172q0-8 8-8h84q8 0 8 8v146q0 12-12 12h-76q-12 0-12-12z",
            '<path d="M158 112q0-10 10-10h64q10 0 10 10v52h-84z"/>',
            (246, 36, 48),
            half_width=52,
        ),
    ),
    "oil": (
        Form(
            "M182 142h36v14q74 16 74 92 0 82-52 82h-80q-52 0-52-82 0-76 74-92z",
            _BULB,
            (254, 44, 46),
            half_width=84,
            extra=_COLLAR,
        ),
    ),
    "toner": (
        Form(
            "M172 132h56q22 6 22 34v150q0 14-14 14h-72q-14 0-14-14V166q0-28 22-34z",
            '<rect x="168" y="76" width="64" height="58" rx="6"/>',
            (240, 34, 48),
            half_width=54,
        ),
        Form(
            "M158 122h84q10 0 10 12v182q0 14-14 14h-76q-14 0-14-14V134q0-12 10-12z",
            '<rect x="150" y="70" width="100" height="54" rx="8"/>',
            (226, 36, 48),
        ),
    ),
    "essence": (
        Form(
            (
                "M182 138h36q10 12 22 26 6 8 6 18v132q0 16-16 16h-60q-16 0-16-16V182"
                "q0-10 6-18 12-14 22-26z"
            ),
            '<circle cx="200" cy="96" r="34"/><path d="M184 126h32v14h-32z"/>',
            (248, 32, 46),
            half_width=50,
        ),
    ),
    "moisturizer": (
        Form(
            "M98 238h204v62q0 30-30 30H128q-30 0-30-30z",
            '<rect x="92" y="184" width="216" height="56" rx="10"/>',
            (284, 44, 30),
            half_width=104,
        ),
        Form(
            "M112 246h176l-14 70q-3 14-16 14H142q-13 0-16-14z",
            '<path d="M104 246q0-62 96-62t96 62z"/>',
            (286, 38, 28),
            half_width=88,
        ),
    ),
    "exfoliant": (
        Form(
            "M122 206h156v104q0 20-20 20H142q-20 0-20-20z",
            '<rect x="116" y="160" width="168" height="48" rx="8"/>',
            (266, 40, 42),
            half_width=86,
            extra=(
                '<g fill="#fff" stroke="{ink}" stroke-opacity=".22">'
                '<rect x="268" y="318" width="88" height="15" rx="7"/>'
                '<rect x="272" y="304" width="86" height="15" rx="7"/>'
                '<rect x="266" y="290" width="86" height="15" rx="7"/></g>'
            ),
        ),
    ),
    "cleanser": (
        Form(
            "M142 92h116l-10 196h-96z",
            '<rect x="154" y="286" width="92" height="44" rx="6"/><path d="M138 76h124v18H138z"/>',
            (190, 36, 48),
        ),
        Form(
            "M148 172q0-16 16-16h72q16 0 16 16v142q0 16-16 16h-72q-16 0-16-16z",
            (
                '<path d="M176 132h48v26h-48zM194 104h12v30h-12zM158 86h58q6 0 6 8v12h-72'
                'q0-14 8-20z"/>'
            ),
            (246, 36, 48),
        ),
    ),
    "sunscreen": (
        Form(
            "M146 150q0-16 16-16h76q16 0 16 16v164q0 16-16 16h-76q-16 0-16-16z",
            '<path d="M166 92q0-10 10-10h48q10 0 10 10v42h-68z"/>',
            (236, 36, 48),
        ),
        Form(
            "M144 110q56-26 112 0l-14 176h-84z",
            '<rect x="152" y="284" width="96" height="46" rx="8"/>',
            (196, 34, 46),
        ),
    ),
    "mask": (
        Form(
            "M116 82h168v248H116z",
            "",
            (222, 46, 52),
            half_width=84,
            extra=(
                '<path d="M116 82h168v20H116zM116 310h168v20H116z" fill="#fff"'
                ' fill-opacity=".24"/><path d="M285 116l-10 7 10 7z" fill="{wall}"/>'
                '<path d="M116 102h168M116 310h168" stroke="{ink}" stroke-opacity=".35"'
                ' stroke-dasharray="3 4"/>'
            ),
            is_flat=True,
        ),
    ),
    "eye_cream": (
        Form(
            "M168 130h64l-8 150h-48z",
            '<path d="M174 278h52v42q0 10-10 10h-32q-10 0-10-10zM166 116h68v16h-68z"/>',
            (204, 22, 32),
            half_width=36,
            extra=(
                '<ellipse cx="292" cy="322" rx="30" ry="9" fill="#fff"/>'
                '<path d="M268 318q14-8 18-24 20 6 28 24z" fill="#fff"/>'
            ),
        ),
    ),
}
OTHER = FORMS["cleanser"][1]
