"""The web chat, demo shop and console over conversations in memory, as one app."""

from collections.abc import Sequence

from fastapi import FastAPI

from bot.adapters.pictures import to_png
from bot.domain.languages import Language
from channels.console.console import Console
from channels.console.endpoints import console_router
from channels.console.sessions import Sessions
from channels.web.demo import DemoCustomer, DemoShop, demo_router
from channels.web.endpoints import web_router
from channels.web.origins import AllowedOrigins
from channels.web.pictures import ServedPictures, pictures_router
from channels.web.session import WebChat
from channels.web.visitors import CustomerTokens, VisitorTokens
from tests.standins.conversations import MemoryConversations
from tests.standins.demo_catalogue import DemoCatalogue

SECRET = "a secret key for tests, at least 32 bytes long"
SHOP_SECRET = "the shop's token secret, also 32 bytes long"


def web_app(
    conversations: MemoryConversations,
    origins: Sequence[str] = (),
    base_url: str = "",
    catalogue: DemoCatalogue | None = None,
) -> FastAPI:
    catalogue = catalogue or DemoCatalogue()
    app = FastAPI()
    chat = WebChat(
        inbox=conversations,
        feed=conversations,
        clock=conversations.clock,
        visitors=VisitorTokens(SECRET),
        customers=CustomerTokens(SHOP_SECRET),
        pictures=ServedPictures(base_url),
        origins=AllowedOrigins(origins),
    )
    app.include_router(web_router(chat))
    app.include_router(pictures_router(catalogue, to_png))
    app.include_router(
        demo_router(
            DemoShop(
                {Language.EN: "Morrowdew", Language.ZH: "曦露研"},
                catalogue,
                (DemoCustomer("C0001", "李冠宇"), DemoCustomer("C0002", "葉筱涵")),
                SHOP_SECRET,
            )
        )
    )
    app.include_router(
        console_router(
            Console(desk=conversations, clock=conversations.clock, sessions=Sessions(SECRET))
        )
    )
    return app
