"""The console's pages behind the sign-in: the list, one conversation, and what an agent does."""

import asyncio
import uuid
from collections.abc import Awaitable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse

from bot.domain.claims import Claim
from bot.domain.errors import DropwiseError, NotFoundError, UnavailableError
from bot.domain.tags import INTENTS
from channels.console.console import HEADERS, Console, is_scripted, to_language
from channels.console.drafts import UnlawfulDraftError, check_draft, to_sentences
from channels.console.ports import Agent, AlreadyClaimedError, NotYoursError
from channels.console.texts import TEXTS
from channels.text import clean_text

MAX_REPLY_CHARACTERS = 2_000
# Tells our script that the same reply is sent when it comes again.
WARNED = "x-dropwise-warned"


def add_workplace(router: APIRouter, console: Console) -> None:
    """The list, a conversation, its live parts, and claim, reply, hand back, close, read."""
    workplace = Workplace(console)
    agent = Depends(console.get_agent)
    own_form = [Depends(console.check_form)]
    one = "/conversations/{conversation_id}"
    _add_draft_check(router, console, workplace)

    @router.get("")
    async def everything(request: Request, me: Agent = agent) -> Response:
        return await workplace.page(request, me, None)

    @router.get(one)
    async def conversation(request: Request, conversation_id: str, me: Agent = agent) -> Response:
        return await workplace.page(request, me, conversation_id)

    @router.get("/live")
    async def live(
        request: Request, conversation: str | None = None, me: Agent = agent
    ) -> Response:
        return await workplace.page(request, me, conversation, template="live.html")

    @router.post(f"{one}/claim", dependencies=own_form)
    async def claim(request: Request, conversation_id: str, me: Agent = agent) -> Response:
        work = console.desk.claim(conversation_id, me.id)
        return await workplace.done(request, me, conversation_id, work)

    @router.post(f"{one}/reply", dependencies=own_form)
    async def reply(
        request: Request,
        conversation_id: str,
        text: Annotated[str, Form()] = "",
        agreed: Annotated[str, Form()] = "",
        reply_id: Annotated[uuid.UUID | None, Form()] = None,
        me: Agent = agent,
    ) -> Response:
        work = workplace.reply(me, conversation_id, text, agreed, str(reply_id or uuid.uuid4()))
        return await workplace.done(request, me, conversation_id, work, draft=text)

    @router.post(f"{one}/hand-back", dependencies=own_form)
    async def hand_back(request: Request, conversation_id: str, me: Agent = agent) -> Response:
        work = console.desk.hand_back(conversation_id, me.id)
        return await workplace.done(request, me, conversation_id, work)

    @router.post(f"{one}/close", dependencies=own_form)
    async def close(request: Request, conversation_id: str, me: Agent = agent) -> Response:
        work = console.desk.close(conversation_id, me.id)
        return await workplace.done(request, me, conversation_id, work)

    @router.post(f"{one}/read", dependencies=own_form)
    async def read(
        request: Request,
        conversation_id: str,
        sequence: Annotated[int, Form(ge=0, le=2**53)],
        me: Agent = agent,
    ) -> Response:
        work = console.desk.mark_read(conversation_id, sequence)
        return await workplace.done(request, me, conversation_id, work)

    @router.post(f"{one}/correct", dependencies=own_form)
    async def correct(
        request: Request,
        conversation_id: str,
        message_id: Annotated[str, Form()] = "",
        intent: Annotated[str, Form()] = "",
        me: Agent = agent,
    ) -> Response:
        work = workplace.correct(me, conversation_id, message_id, intent)
        return await workplace.done(request, me, conversation_id, work)


def _add_draft_check(router: APIRouter, console: Console, workplace: "Workplace") -> None:
    guards = [Depends(console.check_form), Depends(console.get_agent)]

    @router.post("/conversations/{conversation_id}/check", dependencies=guards)
    async def check(request: Request, text: Annotated[str, Form()] = "") -> Response:
        return await workplace.check(request, text)


class RefusedError(DropwiseError):
    """What an agent wrote cannot be sent; `words` names the sentence that says why."""

    def __init__(self, words: str, **values: Any) -> None:
        super().__init__(words)
        self.words = words
        self.values = values


class Workplace:
    """Renders what an agent sees, and says what became of what they did."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def page(
        self,
        request: Request,
        me: Agent,
        conversation_id: str | None,
        template: str = "desk.html",
        problem: str | None = None,
        status: int = 200,
        draft: str = "",
        agreed: str = "",
    ) -> HTMLResponse:
        """The list and, where one is chosen, the conversation.

        `draft` is what could not be sent, `agreed` the one that is sent when it comes again.
        """
        desk = self._console.desk
        waiting = await desk.list_waiting()
        mine = await desk.list_mine(me.id)
        shown = {row.id for row in (*waiting, *mine)}
        transcript = None
        if conversation_id is not None:
            try:
                transcript = await desk.transcript(conversation_id, to_language(request))
            except NotFoundError:
                problem, status = problem or self._words(request, "not_found"), 404
        return self._console.page(
            request,
            template,
            self._console.session(request),
            status=status,
            me=me,
            waiting=waiting,
            mine=mine,
            recent=[row for row in await desk.list_recent() if row.id not in shown],
            chosen=conversation_id,
            transcript=transcript,
            problem=problem,
            reply_id=str(uuid.uuid4()),
            max_reply=MAX_REPLY_CHARACTERS,
            draft=draft,
            agreed=agreed,
            intents=INTENTS,
        )

    async def reply(
        self, me: Agent, conversation_id: str, text: str, agreed: str, reply_id: str
    ) -> None:
        """Send what an agent wrote.

        Raises:
            RefusedError: it is nothing, or too much.
            UnlawfulDraftError: it makes a claim.
        """
        words = clean_text(text).strip()
        if not words:
            raise RefusedError("empty_reply")
        if len(words) > MAX_REPLY_CHARACTERS:
            raise RefusedError("long_reply", count=MAX_REPLY_CHARACTERS)
        check_draft(words, await self._find_claims(words), clean_text(agreed))
        await self._console.desk.reply(conversation_id, me.id, words, reply_id)

    async def check(self, request: Request, text: str) -> Response:
        """What of a draft may not be said, as it is being written."""
        claims = await self._find_claims(clean_text(text[:MAX_REPLY_CHARACTERS]))
        return JSONResponse(to_sentences(claims, self._texts(request)), headers=HEADERS)

    async def _find_claims(self, text: str) -> Sequence[Claim]:
        return await asyncio.to_thread(self._console.find_claims, text)

    async def correct(self, me: Agent, conversation_id: str, message_id: str, intent: str) -> None:
        """Keep what a message means; raises RefusedError for what is no intent."""
        if intent not in INTENTS:
            raise RefusedError("no_intent")
        await self._console.desk.correct(conversation_id, message_id, me.id, intent)

    async def done(
        self,
        request: Request,
        me: Agent,
        conversation_id: str,
        work: Awaitable[None],
        draft: str = "",
    ) -> Response:
        """Do it; then back to the conversation, or the sentence that says why not."""
        try:
            await work
        except DropwiseError as error:
            problem, status = self._problem(request, error)
            is_warning = isinstance(error, UnlawfulDraftError) and error.may_be_sent
            if is_scripted(request):
                headers = {**HEADERS, WARNED: "true"} if is_warning else HEADERS
                return PlainTextResponse(problem, status, headers=headers)
            agreed = draft if is_warning else ""
            return await self.page(
                request, me, conversation_id, "desk.html", problem, status, draft, agreed
            )
        if is_scripted(request):
            return Response(status_code=204, headers=HEADERS)
        return RedirectResponse(
            request.url_for("conversation", conversation_id=conversation_id).path, 303
        )

    def _problem(self, request: Request, error: DropwiseError) -> tuple[str, int]:
        match error:
            case AlreadyClaimedError(agent_name=name):
                return self._words(request, "already_claimed", name=name), 409
            case NotYoursError():
                return self._words(request, "not_yours"), 409
            case NotFoundError():
                return self._words(request, "not_found"), 404
            case UnlawfulDraftError(claims=claims, may_be_sent=may_be_sent):
                how = "send_again" if may_be_sent else "not_sent"
                said = to_sentences(claims, self._texts(request))
                return " ".join((*said, self._words(request, how))), 422
            case RefusedError(words=words, values=values):
                return self._words(request, words, **values), 422
            case UnavailableError():
                return self._words(request, "unavailable"), 503
            case _:
                return str(error), 422

    def _words(self, request: Request, text: str, **values: Any) -> str:
        return self._texts(request)[text].format(**values)

    def _texts(self, request: Request) -> dict[str, str]:
        return TEXTS[to_language(request)]
