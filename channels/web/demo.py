"""A small demo shop, so that the widget can be tried where it belongs: on a shop's page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

import jwt
from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.ports import Catalogue
from bot.domain.products import Product, in_language
from channels.static_files import add_files
from channels.web.demo_texts import TEXTS

HERE = Path(__file__).parent
CUSTOMER_COOKIE = "demo_customer"
LANGUAGE_COOKIE = "demo_language"
TOKEN_VALID = timedelta(hours=2)
ACCENT = "#2f6b5e"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
CURRENCIES = {Language.EN: "USD", Language.ZH: "TWD"}
RELATED = 4


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """A made-up customer that a visitor of the demo may be."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DemoShop:
    """What the demo shop shows; `shop_token_secret` None switches its login off."""

    name: Mapping[Language, str]
    catalogue: Catalogue
    customers: Sequence[DemoCustomer] = ()
    shop_token_secret: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A product in all its sizes, as one card of the shelf."""

    product: Product
    sizes: tuple[Product, ...]


def demo_router(shop: DemoShop) -> APIRouter:
    """`GET /chat`, `/demo/products/{id}`, and the demo's login."""
    router = APIRouter()
    pages = DemoPages(shop)
    add_files(router, "/demo/static", HERE / "static" / "demo")

    @router.get("/chat")
    async def shelf(
        request: Request,
        language: str | None = None,
        type: str | None = None,  # noqa: A002 - the address bar's word
    ) -> HTMLResponse:
        return pages.shelf(request, language, type)

    @router.get("/demo/products/{product_id}")
    async def product(
        request: Request, product_id: str, language: str | None = None
    ) -> HTMLResponse:
        return await pages.product(request, product_id, language)

    @router.get("/demo/login")
    async def log_in_page(
        request: Request, return_to: str = "", language: str | None = None
    ) -> HTMLResponse:
        return pages.login(request, return_to, language)

    @router.post("/demo/login")
    async def log_in(
        customer: Annotated[str, Form()], return_to: Annotated[str, Form()] = ""
    ) -> RedirectResponse:
        if all(known.id != customer for known in shop.customers):
            return RedirectResponse("/chat", 303)
        response = RedirectResponse(pages.way_back(return_to, customer), 303)
        response.set_cookie(CUSTOMER_COOKIE, customer, httponly=True, samesite="lax")
        return response

    @router.post("/demo/logout")
    async def log_out() -> RedirectResponse:
        response = RedirectResponse("/chat", 303)
        response.delete_cookie(CUSTOMER_COOKIE)
        return response

    return router


class DemoPages:
    """Renders the demo shop's pages."""

    def __init__(self, shop: DemoShop) -> None:
        self._shop = shop
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True
        )

    def shelf(
        self, request: Request, language: str | None, product_type: str | None
    ) -> HTMLResponse:
        """Every product of a type, one card for all its sizes."""
        listings = to_listings(self._shop.catalogue.all())
        kinds = tuple(dict.fromkeys(item.product.product_type for item in listings))
        shown = [item for item in listings if product_type in (None, item.product.product_type)]
        return self._page(
            request, language, "shelf.html", listings=shown, kinds=kinds, chosen=product_type
        )

    async def product(
        self, request: Request, product_id: str, language: str | None
    ) -> HTMLResponse:
        """One product; raises a 404 for an unknown id."""
        found = await self._shop.catalogue.find(product_id)
        if found is None:
            raise HTTPException(404, "There is no such product.")
        listings = to_listings(self._shop.catalogue.all())
        listing = next((one for one in listings if found.id in {p.id for p in one.sizes}), None)
        related = [
            one
            for one in listings
            if one is not listing and set(one.product.concerns) & set(found.concerns)
        ]
        sizes = listing.sizes if listing else (found,)
        return self._page(
            request, language, "product.html", product=found, sizes=sizes, related=related[:RELATED]
        )

    def login(self, request: Request, return_to: str, language: str | None) -> HTMLResponse:
        """Where a one-time link of LINE or Messenger leads to prove who somebody is."""
        return self._page(request, language, "login.html", return_to=to_identity_path(return_to))

    def way_back(self, return_to: str, customer_id: str) -> str:
        """Back to the one-time link with the shop's signature, else to the shelf."""
        path = to_identity_path(return_to)
        if path is None or self._shop.shop_token_secret is None:
            return "/chat"
        token = sign_customer(customer_id, self._shop.shop_token_secret, datetime.now(UTC))
        return f"{path}?{urlencode({'customer_token': token})}"

    def _page(
        self, request: Request, wanted: str | None, template: str, **values: Any
    ) -> HTMLResponse:
        language = to_shown_language(
            wanted, request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")
        )
        customer = self._find_customer(request)
        html = self._templates.get_template(template).render(
            t=TEXTS[language],
            language=language,
            shop=in_language(self._shop.name, language),
            price=lambda product: to_price(product, CURRENCIES[language]),
            said=in_language,
            path=request.url.path,
            customer=customer,
            customers=self._shop.customers if self._shop.shop_token_secret else (),
            token=self._token(customer),
            accent=ACCENT,
            **values,
        )
        response = HTMLResponse(html, headers={"Content-Security-Policy": POLICY})
        if wanted:
            response.set_cookie(LANGUAGE_COOKIE, language.value, samesite="lax")
        return response

    def _find_customer(self, request: Request) -> DemoCustomer | None:
        wanted = request.cookies.get(CUSTOMER_COOKIE)
        return next((known for known in self._shop.customers if known.id == wanted), None)

    def _token(self, customer: DemoCustomer | None) -> str | None:
        if customer is None or self._shop.shop_token_secret is None:
            return None
        return sign_customer(customer.id, self._shop.shop_token_secret, datetime.now(UTC))


def sign_customer(customer_id: str, shop_token_secret: str, now: datetime) -> str:
    """What a shop's own server does for a logged-in customer: sign who it is, for two hours."""
    claims = {"sub": customer_id, "iat": now, "exp": now + TOKEN_VALID}
    return jwt.encode(claims, shop_token_secret, algorithm="HS256")


def to_identity_path(return_to: str) -> str | None:
    """The path of our own one-time link; None for any other address, which must get no token."""
    path = urlsplit(return_to).path
    return path if re.fullmatch(r"/identify/[\w.~-]+/done", path) else None


def to_listings(products: Sequence[Product]) -> list[Listing]:
    """One listing a family, in the catalogue's order, sizes from small to large."""
    families: dict[str, list[Product]] = {}
    for product in products:
        families.setdefault(product.family or product.id, []).append(product)
    return [
        Listing(family[0], tuple(sorted(family, key=lambda one: one.size_ml or 0)))
        for family in families.values()
    ]


def to_shown_language(*tags: str | None) -> Language:
    """The first language told that the demo speaks; English without one."""
    for tag in tags:
        primary = (tag or "")[:2].lower()
        if primary in {language.value for language in TEXTS}:
            return Language(primary)
    return Language.EN


def to_price(product: Product, currency: str) -> Price:
    """The price in a currency where the catalogue has one, else its own."""
    try:
        return product.price_in(currency, {})
    except InputError:
        return product.prices[0]
