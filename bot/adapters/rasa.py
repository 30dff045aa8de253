"""Rasa, spoken to over HTTP on loopback: one call a turn, and parsing alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.domain.choices import BETWEEN_TWO
from bot.domain.errors import AssistantUnavailableError, InputError
from bot.domain.languages import Language, detect_language
from bot.domain.messages import QuickReply, Reply, to_parsable
from bot.domain.ports import AssistantTurn
from bot.domain.tags import INTENTS, Tags, Understanding, to_alternatives
from bot.domain.turns import TurnKind, effect_from_json

# A turn runs rules and up to a handful of actions; longer than this something hangs.
_TURN_SECONDS = 20.0
_PARSE_SECONDS = 20.0


class RasaAssistant:
    """Implements the `Assistant` port."""

    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self._url = url.rstrip("/")
        self._client = client

    async def turn(
        self, conversation_id: str, text: str, metadata: Mapping[str, Any]
    ) -> AssistantTurn:
        """Handle a message; the same `event_id` in the metadata gives the same answer again."""
        body = {"sender": conversation_id, "message": text, "metadata": dict(metadata)}
        answer = await self._post("/webhooks/turn/webhook", body, _TURN_SECONDS)
        return to_turn(answer, Language(metadata["language"]))

    async def parse(self, text: str, language: Language | None = None) -> Understanding:
        """Read a message without answering or remembering it."""
        parsed = await self._post("/model/parse", {"text": to_parsable(text)}, _PARSE_SECONDS)
        return to_understanding(parsed, language or detect_language(text))

    async def _post(self, path: str, body: Mapping[str, Any], seconds: float) -> Any:
        try:
            response = await self._client.post(self._url + path, json=body, timeout=seconds)
            response.raise_for_status()
            return response.json()
        except httpx.HTTPError as error:
            # The type and status alone: an error's text could quote the shopper.
            status = getattr(getattr(error, "response", None), "status_code", "")
            message = f"Rasa did not answer ({type(error).__name__} {status}).".replace(" )", ")")
            raise AssistantUnavailableError(message) from error


def to_turn(answer: Mapping[str, Any], language: Language) -> AssistantTurn:
    """What the turn channel answered, in the domain's words.

    Raises:
        AssistantUnavailableError: it holds no words for the shopper.
    """
    messages: Sequence[Mapping[str, Any]] = answer.get("messages") or ()
    replies: list[Reply] = []
    effects = []
    kinds: list[TurnKind] = []
    for message in messages:
        custom = message.get("custom")
        if isinstance(custom, Mapping) and "replies" in custom:
            replies += [Reply.from_json(reply) for reply in custom["replies"]]
            effects += [effect_from_json(effect) for effect in custom.get("effects") or ()]
            kinds.append(TurnKind(custom["kind"]))
        elif message.get("text"):
            replies.append(_plain_reply(message))
    if not any(reply.text or reply.products for reply in replies):
        raise AssistantUnavailableError("Rasa answered without words.")
    understanding = to_understanding(answer.get("parse") or {}, language)
    # Words without a kind are what the form asks for.
    kind = kinds[0] if kinds else TurnKind.QUESTION
    return AssistantTurn(understanding, kind, tuple(replies), tuple(effects), answer.get("slots"))


def _plain_reply(message: Mapping[str, Any]) -> Reply:
    buttons = message.get("buttons") or message.get("quick_replies") or ()
    return Reply(
        text=message["text"],
        quick_replies=tuple(_quick_reply(button) for button in buttons),
    )


def _quick_reply(button: Mapping[str, Any]) -> QuickReply:
    payload = button.get("payload")
    return QuickReply(button["title"], payload if payload != button["title"] else None)


def to_understanding(parsed: Mapping[str, Any], language: Language) -> Understanding:
    """Rasa's parse as an intent of the taxonomy and tags; internal names never show."""
    intent = parsed.get("intent") or {}
    name = intent.get("name") if isinstance(intent, Mapping) else intent
    confidence = intent.get("confidence") if isinstance(intent, Mapping) else None
    if confidence is None:
        confidence = parsed.get("confidence") or 0.0
    alternatives = to_alternatives(parsed.get("intent_ranking") or ())
    if name == BETWEEN_TWO and alternatives:
        name, confidence = alternatives[0]
    if name not in INTENTS:
        name, confidence = "out_of_scope", min(float(confidence), 0.3)
    try:
        tags = Tags.from_entities(parsed.get("entities") or ())
    except InputError:
        tags = Tags()
    return Understanding(language, str(name), float(confidence), tags, alternatives)
