"""Where the web chat is mounted: the widget's script and its socket."""

from fastapi import APIRouter, WebSocket

from channels.static_files import answer_with
from channels.web.session import Session, WebChat
from channels.web.widget import widget_script

# A shop's pages load the script from another origin, also those that isolate themselves (COEP).
WIDGET_HEADERS = {
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def web_router(chat: WebChat) -> APIRouter:
    """`GET /widget.js` and `WS /ws/chat`."""
    router = APIRouter()
    widget = answer_with(widget_script().encode(), "text/javascript", WIDGET_HEADERS)
    router.add_api_route("/widget.js", widget, include_in_schema=False)

    @router.websocket("/ws/chat")
    async def chat_socket(socket: WebSocket) -> None:
        await socket.accept()  # first, or the browser hides from the widget why it was refused
        if not chat.origins.accepts(socket.headers.get("origin"), socket.headers.get("host")):
            await socket.close(code=4403, reason="origin not allowed")
            return
        await Session(socket, chat).run()

    return router
