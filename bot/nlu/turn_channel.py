"""The app's way to Rasa: one turn a request, saved whole or not at all, recovered if repeated."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Dict, List, Optional, Sequence

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.nlu.text import cut
from bot.pauses import leave_out_what_is_loaded

CHANNEL = "turn"
EVENT_ID = "event_id"
CHOSEN_INTENT = "chosen_intent"  # what the shopper said the message is, when asked
READING = "reading"  # the slot in which action_remember_facts says what a message is taken for
BAD_REQUEST, UNAVAILABLE = 400, 503
REJECTED = 400  # how an action says that it does not apply; Rasa then chooses another

logger = structlog.get_logger()
_failures: ContextVar[Optional[List[str]]] = ContextVar("action_failures", default=None)


class TurnError(Exception):
    """No answer to this request; `status` and the sentence go to the app."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class TurnRequest:
    """One message to be handled once: `metadata["event_id"]` names it."""

    sender: str
    message: str
    metadata: Dict[str, Any]


class RecordingEndpoint(EndpointConfig):
    """The action server, with its failures written down: Rasa itself only logs them and goes on.

    The domain is left out of what is sent: our actions never look at it, and its 200 kB with every
    call was more than half of the action server's work.
    """

    @classmethod
    def over(cls, endpoint: EndpointConfig) -> "RecordingEndpoint":
        """The same address and credentials."""
        recording = cls()
        recording.__dict__.update(endpoint.__dict__)
        return recording

    async def request(self, *arguments: Any, **options: Any) -> Any:
        """As EndpointConfig's; a rejection by the action is an answer, all else a failure."""
        if "json" in options:
            options["json"] = {**options["json"], "domain": {}}
        try:
            answer = await super().request(*arguments, **options)
        except ClientResponseError as error:
            if error.status != REJECTED:
                _record(f"status {error.status}")
            raise
        except Exception as error:
            _record(type(error).__name__)
            raise
        if not isinstance(answer, dict):
            _record("no JSON object")
        return answer


class TurnChannel(InputChannel):
    """`POST /webhooks/turn/webhook` with sender, message and metadata; see `answer`."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in credentials.yml and in its path."""
        return CHANNEL

    def blueprint(
        self,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],  # noqa: ARG002 (Rasa's signature)
    ) -> Blueprint:
        """The two routes; Rasa's own way of handling a message is not used."""
        routes = Blueprint("turn_channel", __name__.replace(".", "_"))

        @routes.listener("after_server_start")
        async def settle(*_: Any) -> None:  # Rasa loads the model before
            leave_out_what_is_loaded()

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            is_ready = _find_processor(request.app.ctx.agent) is not None
            return response.json({"ready": is_ready}, status=200 if is_ready else UNAVAILABLE)

        @routes.post("/webhook")
        async def webhook(request: Request) -> HTTPResponse:
            try:
                return response.json(await answer(request.app.ctx.agent, read_request(request)))
            except TurnError as error:
                logger.warning("turn.refused", status=error.status, reason=str(error))
                return response.json({"error": str(error)}, status=error.status)

        return routes


def read_request(request: Request) -> TurnRequest:
    """The request's body, checked.

    Raises:
        TurnError: with status 400, naming what is missing.
    """
    try:
        body = request.json
    except Exception as error:  # Sanic's own, of several kinds by version
        raise TurnError(BAD_REQUEST, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise TurnError(BAD_REQUEST, "the body is not a JSON object")
    sender, message, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not isinstance(sender, str) or not sender:
        raise TurnError(BAD_REQUEST, "sender is missing or no text")
    if not isinstance(message, str) or not message.strip():
        raise TurnError(BAD_REQUEST, "message is missing, empty or no text")
    if not isinstance(metadata, dict) or not isinstance(metadata.get(EVENT_ID), str):
        raise TurnError(BAD_REQUEST, "metadata.event_id is missing or no text")
    return TurnRequest(sender, cut(message), metadata)


async def answer(agent: Optional[Agent], turn: TurnRequest) -> Dict[str, Any]:
    """Handle the message, or tell again what was answered to its event.

    Returns `recovered`, `parse` (Rasa's intent, entities, text), `messages`, `actions` and the
    `slots` after it.

    Raises:
        TurnError: with status 503, and the tracker is as it was before.
    """
    processor = _find_processor(agent)
    if agent is None or processor is None:
        raise TurnError(UNAVAILABLE, "no model is loaded")
    try:
        async with agent.lock_store.lock(turn.sender):
            return await _answer_locked(processor, turn)
    except LockError as error:
        raise TurnError(UNAVAILABLE, "the conversation is locked") from error


def _find_processor(agent: Optional[Agent]) -> Optional[MessageProcessor]:
    is_ready = agent is not None and agent.is_ready()
    return agent.processor if agent is not None and is_ready else None


async def _answer_locked(processor: MessageProcessor, turn: TurnRequest) -> Dict[str, Any]:
    channel = CollectingOutputChannel()
    tracker = await processor.fetch_tracker_and_update_session(turn.sender, channel, turn.metadata)
    index = _find_event(tracker.events, turn.metadata[EVENT_ID])
    if index is not None:
        return await _recover(processor, tracker, index)
    return await _handle(processor, tracker, channel, turn)


async def _handle(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    channel: CollectingOutputChannel,
    turn: TurnRequest,
) -> Dict[str, Any]:
    """The steps of MessageProcessor.handle_message, but nothing is saved where an action failed."""
    _record_failures_of(processor)
    failures: List[str] = []
    token = _failures.set(failures)
    try:
        index = len(tracker.events)
        message = _to_user_message(turn, channel)
        if chosen := turn.metadata.get(CHOSEN_INTENT):
            message.parse_data = _chosen(await processor.parse_message(message, tracker), chosen)
        await processor._handle_message_with_tracker(message, tracker)  # noqa: SLF001 (no public step)
        tracker = await processor.run_action_extract_slots(channel, tracker)
        _take_for(tracker)
        await processor._run_prediction_loop(channel, tracker)  # noqa: SLF001 (no public step)
    except RasaException as error:
        raise TurnError(UNAVAILABLE, f"the turn failed ({type(error).__name__})") from error
    finally:
        _failures.reset(token)
    if failures:
        raise TurnError(UNAVAILABLE, "action server failed")
    await processor.save_tracker(tracker)
    events = list(tracker.events)[index:]
    return _to_answer(events, channel.messages, tracker.current_slot_values(), is_recovered=False)


async def _recover(
    processor: MessageProcessor, tracker: DialogueStateTracker, index: int
) -> Dict[str, Any]:
    """What was answered then, from the tracker alone."""
    events = list(tracker.events)
    behind = _find_turn_end(events, index)
    channel = CollectingOutputChannel()
    for event in events[index:behind]:
        if isinstance(event, BotUttered):
            await channel.send_response(tracker.sender_id, event.message())
    then = DialogueStateTracker.from_events(
        tracker.sender_id, events[:behind], processor.domain.slots
    )
    return _to_answer(
        events[index:behind], channel.messages, then.current_slot_values(), is_recovered=True
    )


def _to_answer(
    events: Sequence[Event],
    messages: List[Dict[str, Any]],
    slots: Dict[str, Any],
    is_recovered: bool,
) -> Dict[str, Any]:
    return {
        "recovered": is_recovered,
        "parse": _to_parse(events),
        "messages": messages,
        "actions": [name for event in events if (name := _to_action(event)) is not None],
        "slots": slots,
    }


def _to_parse(events: Sequence[Event]) -> Dict[str, Any]:
    uttered = next((event for event in events if isinstance(event, UserUttered)), None)
    if uttered is None:
        return {"intent": {"name": None, "confidence": 0.0}, "entities": [], "text": ""}
    return {
        "intent": uttered.intent,
        "confidence": uttered.intent.get("confidence", 0.0),
        "intent_ranking": uttered.parse_data.get("intent_ranking") or [],
        "entities": uttered.entities,
        "text": uttered.text,
    }


def _to_action(event: Event) -> Optional[str]:
    if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME:
        return event.action_name
    return None


def _chosen(parse: Any, intent: str) -> Any:
    """The parse with the intent that the shopper chose, which nothing doubts."""
    certain = {"name": intent, "confidence": 1.0}
    return {**parse, "intent": certain, "intent_ranking": [certain]}


def _take_for(tracker: DialogueStateTracker) -> None:
    """Let the dialogue go on with what the app takes the message for, before anything is saved.

    The ranking stays, so that it can be told what Rasa itself thought.
    """
    uttered, reading = tracker.latest_message, tracker.current_slot_values().get(READING)
    if uttered is None or not isinstance(reading, dict):
        return
    if reading["intent"] != uttered.intent_name:
        uttered.intent = {**uttered.intent, "name": reading["intent"]}
        uttered.parse_data["intent"] = uttered.intent


def _find_event(events: Sequence[Event], event_id: str) -> Optional[int]:
    for index, event in enumerate(events):
        if isinstance(event, UserUttered) and event.metadata.get(EVENT_ID) == event_id:
            return index
    return None


def _find_turn_end(events: Sequence[Event], index: int) -> int:
    """Up to the next message, or the session that began with it."""
    for position in range(index + 1, len(events)):
        event = events[position]
        is_session = isinstance(event, ActionExecuted) and (
            event.action_name == ACTION_SESSION_START_NAME
        )
        if is_session or isinstance(event, UserUttered):
            return position
    return len(events)


def _to_user_message(turn: TurnRequest, channel: CollectingOutputChannel) -> UserMessage:
    return UserMessage(
        turn.message, channel, turn.sender, input_channel=CHANNEL, metadata=turn.metadata
    )


def _record_failures_of(processor: MessageProcessor) -> None:
    endpoint = processor.action_endpoint
    if endpoint is not None and not isinstance(endpoint, RecordingEndpoint):
        processor.action_endpoint = RecordingEndpoint.over(endpoint)


def _record(failure: str) -> None:
    failures = _failures.get()
    if failures is not None:
        failures.append(failure)
        logger.warning("turn.action_failed", failure=failure)
