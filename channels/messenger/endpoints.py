"""Where is it mounted?"""

import logging
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.domain.ports import Clock, Inbox
from channels.messenger.inbound import to_events
from channels.messenger.verification import is_genuine, is_our_subscription
from channels.webhook import Webhook

PATH = "/webhooks/messenger"
SIGNATURE_HEADER = "x-hub-signature-256"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WebhookSecrets:
    """What proves Meta to us: the app's secret, and the word agreed on for the subscription."""

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)


def router(secrets: WebhookSecrets | None, inbox: Inbox, clock: Clock) -> APIRouter:
    """The webhook's routes; without secrets there are none, so that they answer 404."""
    routes = APIRouter()
    if secrets is None:
        log.warning(
            "Messenger is off: set DROPWISE_MESSENGER_APP_SECRET, _PAGE_TOKEN and _VERIFY_TOKEN "
            "to use it"
        )
        return routes
    webhook = Webhook(
        name="Messenger",
        signature_header=SIGNATURE_HEADER,
        is_genuine=lambda body, signature: is_genuine(
            body, signature, app_secret=secrets.app_secret
        ),
        to_events=to_events,
    )

    @routes.get(PATH, include_in_schema=False)
    async def subscribe(
        mode: Annotated[str | None, Query(alias="hub.mode")] = None,
        token: Annotated[str | None, Query(alias="hub.verify_token")] = None,
        challenge: Annotated[str, Query(alias="hub.challenge", max_length=1_000)] = "",
    ) -> Response:
        if not is_our_subscription(mode, token, verify_token=secrets.verify_token):
            log.warning("Messenger webhook answered 403: not the subscription we set up")
            return Response(status_code=403)
        return Response(challenge, media_type="text/plain")

    @routes.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        return await webhook.receive(request, inbox, clock)

    return routes
