"""Pictures of products, drawn by us and served as SVG, and as PNG for platforms."""

import asyncio
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Response

from bot.domain.messages import ProductCard
from bot.domain.pictures import product_picture
from bot.domain.ports import Catalogue

HEADERS = {
    "Cache-Control": "public, max-age=86400",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


_KEPT_PNGS = 256


class ServedPictures:
    """Implements the `Pictures` port with the addresses that `pictures_router` answers."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")

    def url_of(self, card: ProductCard) -> str | None:
        """Where the product's picture is."""
        return f"{self._base_url}/pictures/{quote(card.id, safe='')}.svg"


class PlatformPictures:
    """The same pictures for LINE and Messenger, which fetch PNG over https and nothing else."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")

    def url_of(self, card: ProductCard) -> str | None:
        """Where the product's picture is; None while our address is not https."""
        if not self._base_url.startswith("https://"):
            return None
        return f"{self._base_url}/pictures/{quote(card.id, safe='')}.png"


def pictures_router(catalogue: Catalogue, to_png: Callable[[str], bytes]) -> APIRouter:
    """`GET /pictures/{product_id}.svg` and `.png`."""
    router = APIRouter()
    # Drawing takes tens of milliseconds and a platform fetches the same few again and again.
    drawn = lru_cache(maxsize=_KEPT_PNGS)(to_png)

    async def svg_of(product_id: str) -> str:
        product = await catalogue.find(product_id)
        if product is None:
            raise HTTPException(404, "There is no such product.")
        return product_picture(product.product_type, product.family or product.id)

    @router.get("/pictures/{product_id:path}.svg")
    async def picture(product_id: str) -> Response:
        svg = await svg_of(product_id)
        return Response(svg, media_type="image/svg+xml", headers=HEADERS)

    @router.get("/pictures/{product_id:path}.png")
    async def picture_for_platforms(product_id: str) -> Response:
        png = await asyncio.to_thread(drawn, await svg_of(product_id))
        return Response(png, media_type="image/png", headers=HEADERS)

    return router
