"""Pictures of products, drawn by us and served as SVG."""

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


class ServedPictures:
    """Implements the `Pictures` port with the addresses that `pictures_router` answers."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")

    def url_of(self, card: ProductCard) -> str | None:
        """Where the product's picture is."""
        return f"{self._base_url}/pictures/{quote(card.id, safe='')}.svg"


def pictures_router(catalogue: Catalogue) -> APIRouter:
    """`GET /pictures/{product_id}.svg`."""
    router = APIRouter()

    @router.get("/pictures/{product_id:path}.svg")
    async def picture(product_id: str) -> Response:
        product = await catalogue.find(product_id)
        if product is None:
            raise HTTPException(404, "There is no such product.")
        svg = product_picture(product.product_type, product.family or product.id)
        return Response(svg, media_type="image/svg+xml", headers=HEADERS)

    return router
