"""Signing in and out of the console."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from channels.console.console import LANGUAGE_COOKIE, Console, to_language
from channels.console.sessions import COOKIE, Session
from channels.console.texts import TEXTS

Text = Annotated[str, Form(max_length=200)]


def add_sign_in(router: APIRouter, console: Console) -> None:
    """`/login`, `/logout` and `/language`."""

    @router.get("/login")
    async def sign_in_page(request: Request) -> Response:
        if await console.find_agent(request):
            return RedirectResponse("/console", 303)
        return console.page(request, "login.html", console.session(request))

    @router.post("/login", dependencies=[Depends(console.check_form)])
    async def sign_in(request: Request, email: Text, password: Text) -> Response:
        address = request.client.host if request.client else ""
        if not console.throttle.is_open(email, address):
            return refused(request, "too_often", 429)
        # Counted before it is checked, so that many tries at once are not all let through.
        console.throttle.failed(email, address)
        agent = await console.desk.authenticate(email.strip(), password)
        if agent is None:
            return refused(request, "wrong", 401)
        console.throttle.succeeded(email, address)
        response = RedirectResponse("/console", 303)
        console.keep(response, Session(agent_id=agent.id, session_key=agent.session_key))
        return response

    def refused(request: Request, why: str, status: int) -> Response:
        words = TEXTS[to_language(request)][why]
        return console.page(
            request, "login.html", console.session(request), status=status, error=words
        )

    @router.post("/logout", dependencies=[Depends(console.check_form)])
    async def sign_out() -> Response:
        response = RedirectResponse("/console/login", 303)
        response.delete_cookie(COOKIE, path="/console")
        return response

    @router.post("/language", dependencies=[Depends(console.check_form)])
    async def choose_language(request: Request, language: Text) -> Response:
        response = RedirectResponse(to_own_page(request.headers.get("referer")), 303)
        if language in {known.value for known in TEXTS}:
            response.set_cookie(
                LANGUAGE_COOKIE, language, max_age=31_536_000, path="/console", samesite="lax"
            )
        return response


def to_own_page(referer: str | None) -> str:
    """The console's page somebody came from, never another site."""
    _, separator, path = (referer or "").partition("/console")
    return f"/console{path}" if separator and path[:1] in ("", "/") else "/console"
