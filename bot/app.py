"""The web process: platforms' webhooks, the chat, the console, health. It never calls Rasa."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as exposition
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import InputError

log = logging.getLogger(__name__)

Lifespan = Callable[[], AbstractAsyncContextManager[None]]


def create_app(routers: Sequence[APIRouter], lifespan: Lifespan) -> FastAPI:
    """The application with its routers; `lifespan` opens and closes what they work with."""

    @contextlib.asynccontextmanager
    async def run(_: FastAPI) -> AsyncIterator[None]:
        async with lifespan():
            yield

    app = FastAPI(title="Dropwise", lifespan=run, openapi_url=None)
    _measure(app)
    for router in routers:
        app.include_router(router)

    @app.get("/", include_in_schema=False)
    async def home() -> Response:
        return RedirectResponse("/chat")

    return app


def _measure(app: FastAPI) -> None:
    """Count answers and their seconds by route, and show them at /metrics."""
    registry = CollectorRegistry()
    answers = Counter(
        "dropwise_http_answers_total", "Answers by route and status", ["route", "status"],
        registry=registry,
    )  # fmt: skip
    seconds = Histogram(
        "dropwise_http_seconds", "Seconds to answer by route", ["route"], registry=registry
    )

    @app.middleware("http")
    async def measure(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        began = time.perf_counter()
        response = await call_next(request)
        # The route's pattern: a path itself may hold an id.
        route = getattr(request.scope.get("route"), "path", "none")
        answers.labels(route, str(response.status_code)).inc()
        seconds.labels(route).observe(time.perf_counter() - began)
        return response

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(exposition(registry), media_type=CONTENT_TYPE_LATEST)


def health_router(engine: AsyncEngine, checks: Mapping[str, Callable[[], bool]]) -> APIRouter:
    """`/health/live` (the process runs) and `/health/ready` (it can take messages)."""
    router = APIRouter()

    @router.get("/health/live")
    async def live() -> Mapping[str, str]:
        return {"status": "ok"}

    @router.get("/health/ready")
    async def ready(response: Response) -> Mapping[str, object]:
        found = {"database": await _answers(engine)} | {
            name: check() for name, check in checks.items()
        }
        if not all(found.values()):
            response.status_code = 503
        return {"status": "ok" if all(found.values()) else "not ready", "checks": found}

    return router


async def _answers(engine: AsyncEngine) -> bool:
    try:
        async with asyncio.timeout(2), engine.connect() as connection:
            await connection.execute(text("select 1"))
    except (SQLAlchemyError, TimeoutError, OSError):
        return False
    return True


def identity_router(
    begin: Callable[[str], Awaitable[str]], finish: Callable[[str, str], Awaitable[str]]
) -> APIRouter:
    """The one-time link: to the shop's login page, and back with its signed token.

    `begin(link token)` gives the login page's address, `finish(link token, shop token)` ties the
    conversation to the customer and gives the sentence to show; both raise InputError.
    """
    router = APIRouter()

    @router.get("/identify/{token}")
    async def to_login(token: str) -> Response:
        try:
            return RedirectResponse(await begin(token), status_code=303)
        except InputError as error:
            return _page(str(error), 410)

    @router.get("/identify/{token}/done")
    async def from_login(token: str, customer_token: str = "") -> Response:
        try:
            return _page(await finish(token, customer_token), 200)
        except InputError as error:
            return _page(str(error), 400)

    return router


def _page(sentence: str, status: int) -> Response:
    headers = {"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer"}
    return PlainTextResponse(sentence, status_code=status, headers=headers)
