"""The worker's side: what the jobs do, and the action server that Rasa calls."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from bot.adapters.store.deliveries import PostgresDeliveryStore
from bot.adapters.store.refills import PostgresRefills
from bot.domain.ports import Clock
from bot.services.delivery import DeliveryService
from bot.services.nudges import NudgeService
from bot.services.turns import TurnEngine

_LOOPBACK = {"127.0.0.1", "::1"}


class TurnWork:
    """Implements `Work`: what each job does."""

    def __init__(
        self,
        *,
        turns: TurnEngine,
        delivery: DeliveryService,
        nudges: NudgeService,
        deliveries: PostgresDeliveryStore,
        refills: PostgresRefills,
        forget: Callable[[datetime], Awaitable[None]],
        learn: Callable[[datetime], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._forget = forget
        self._learn = learn
        self._turns = turns
        self._delivery = delivery
        self._nudges = nudges
        self._deliveries = deliveries
        self._refills = refills
        self._clock = clock

    async def handle_event(self, event_id: str, waited: timedelta) -> None:
        """Bring an event to its end and deliver its answer."""
        conversation_id = await self._turns.handle(event_id, waited)
        await self._delivery.deliver(conversation_id)

    async def give_up(self, event_id: str) -> None:
        """End an event that cannot be handled, kindly."""
        conversation_id = await self._turns.give_up(event_id)
        await self._delivery.deliver(conversation_id)

    async def deliver(self, conversation_id: str) -> None:
        """Send a conversation's pending messages."""
        await self._delivery.deliver(conversation_id)

    async def nudge(self, refill_id: int) -> None:
        """Store and send one refill nudge."""
        conversation_id = await self._nudges.nudge(refill_id)
        if conversation_id:
            await self._delivery.deliver(conversation_id)

    async def due_deliveries(self) -> Sequence[str]:
        """Conversations whose pending messages may be tried now."""
        return await self._deliveries.conversations_due(self._clock.now())

    async def due_refills(self) -> Sequence[tuple[int, str]]:
        """Refills due today with the conversation that would be nudged."""
        return await self._refills.due(self._clock.now().date())

    async def forget_health_facts(self) -> None:
        """Drop health facts nobody agreed to keep once the visit is over."""
        await self._forget(self._clock.now())

    async def learn_companions(self) -> None:
        """Learn what customers buy together, where that is due."""
        await self._learn(self._clock.now())


def action_app(executor: ActionExecutor) -> FastAPI:
    """The action server: rasa-sdk's executor behind one route that answers loopback only."""
    app = FastAPI(openapi_url=None)

    @app.post("/webhook")
    async def run_action(request: Request) -> Response:
        if request.client is None or request.client.host not in _LOOPBACK:
            return _refusal(403, "The action server answers this machine alone.")
        try:
            result = await executor.run(await request.json())
        except ActionExecutionRejection as rejection:
            return _refusal(400, rejection.message, rejection.action_name)
        except ActionNotFoundException as unknown:
            return _refusal(404, unknown.message, unknown.action_name)
        return JSONResponse(result.model_dump() if result else {})

    @app.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @app.get("/health")
    async def health() -> Mapping[str, str]:
        return {"status": "ok"}

    return app


def _refusal(status: int, error: str, action_name: str = "") -> JSONResponse:
    """What Rasa reads of an action that did not run."""
    return JSONResponse({"error": error, "action_name": action_name}, status_code=status)
