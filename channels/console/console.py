"""What the console's routes share: its collaborators, its templates and its guard."""

import asyncio
import zoneinfo
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from bot.domain.claims import FindClaims, find_claims
from bot.domain.languages import Language
from bot.domain.ports import Clock
from channels.console.ports import Agent, Desk
from channels.console.presentation import filters
from channels.console.sessions import COOKIE, SESSION_HOURS, Session, Sessions
from channels.console.texts import TEXTS
from channels.console.throttle import LoginThrottle

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "dropwise_console_language"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Console:
    """What the console works with.

    Attributes:
        time_zone: in which agents read times, the shop's own (IANA name).
        is_https: whether agents come over https, so that the cookie never travels without.
        find_claims: looks at what agents write; may take some ms a sentence.
        closing: set when the process is about to stop, so that streams of news end.
    """

    desk: Desk
    clock: Clock
    sessions: Sessions
    time_zone: str = "Asia/Taipei"
    is_https: bool = False
    find_claims: FindClaims = find_claims
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    throttle: LoginThrottle = field(default_factory=LoginThrottle)
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )

    def page(
        self, request: Request, template: str, session: Session, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page or a part of one, with everything that each of them needs."""
        language = to_language(request)
        html = self.templates.get_template(template).render(
            t=TEXTS[language],
            language=language.value,
            csrf=self.sessions.csrf_token(session),
            **filters(language, zoneinfo.ZoneInfo(self.time_zone), self.clock.now()),
            **values,
        )
        response = HTMLResponse(html, status, headers=HEADERS)
        self.keep(response, session)
        return response

    def keep(self, response: Response, session: Session) -> None:
        """Let the browser keep the session, out of reach of scripts and other sites."""
        response.set_cookie(
            COOKIE,
            self.sessions.to_cookie(session),
            max_age=SESSION_HOURS * 3600,
            path="/console",
            secure=self.is_https,
            httponly=True,
            samesite="lax",
        )

    def session(self, request: Request) -> Session:
        """The browser's session, or a new one in which nobody is signed in."""
        return self.sessions.find_session(request.cookies.get(COOKIE)) or Session()

    async def find_agent(self, request: Request) -> Agent | None:
        """Who is signed in: still an agent, with the password of that sign-in."""
        session = self.session(request)
        agent = await self.desk.find_agent(session.agent_id) if session.agent_id else None
        return agent if agent and agent.session_key == session.session_key else None

    async def get_agent(self, request: Request) -> Agent:
        """Who is signed in; raises an answer that leads to the sign-in page."""
        agent = await self.find_agent(request)
        if agent is None:
            if is_scripted(request):
                raise HTTPException(401, "Sign in first.", headers=HEADERS)
            raise HTTPException(303, headers={"Location": "/console/login"})
        return agent

    async def check_form(self, request: Request) -> None:
        """Raise a 403 unless the form, or the script that posts, came from our own page."""
        token = request.headers.get("x-csrf-token") or str((await request.form()).get("csrf", ""))
        if not self.sessions.is_own_form(self.session(request), token):
            raise HTTPException(403, TEXTS[to_language(request)]["stale_form"], headers=HEADERS)


def to_language(request: Request) -> Language:
    """The language an agent chose, else the browser's, else English."""
    for tag in (request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")):
        primary = (tag or "")[:2].lower()
        if primary in {language.value for language in TEXTS}:
            return Language(primary)
    return Language.EN


def is_scripted(request: Request) -> bool:
    """Whether our own script asks, which wants a bare answer and no page."""
    return request.headers.get("x-requested-with") == "fetch"
