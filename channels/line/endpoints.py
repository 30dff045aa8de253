"""Where is it mounted?"""

import logging

from fastapi import APIRouter, Request, Response

from bot.domain.ports import Clock, Inbox
from channels.line.inbound import to_events
from channels.line.verification import is_genuine
from channels.webhook import Webhook

PATH = "/webhooks/line"
SIGNATURE_HEADER = "x-line-signature"

log = logging.getLogger(__name__)


def router(channel_secret: str | None, inbox: Inbox, clock: Clock) -> APIRouter:
    """The webhook's route; without a secret there is none, so that it answers 404."""
    routes = APIRouter()
    if not channel_secret:
        log.warning("LINE is off: set DROPWISE_LINE_CHANNEL_SECRET and _ACCESS_TOKEN to use it")
        return routes
    webhook = Webhook(
        name="LINE",
        signature_header=SIGNATURE_HEADER,
        is_genuine=lambda body, signature: is_genuine(
            body, signature, channel_secret=channel_secret
        ),
        to_events=to_events,
    )

    @routes.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        return await webhook.receive(request, inbox, clock)

    return routes
