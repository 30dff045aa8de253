"""The first message that Rasa reads is ours, so that no shopper waits for its encoder."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from bot.commands.models import warm_up


class LoadingRasa(HTTPServer):
    """Says twice that it is loading, then that it is ready, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), LoadingRasaAnswers)
        self.asked: list[str] = []


class LoadingRasaAnswers(BaseHTTPRequestHandler):
    server: LoadingRasa

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self._answer(200 if len(self.server.asked) > 2 else 409, {})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.path)
        self._answer(200, {"text": "hello", "intent": {"name": "greet", "confidence": 1.0}})

    def _answer(self, status: int, body: object) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


def test_rasa_reads_a_message_as_soon_as_it_answers() -> None:
    with LoadingRasa() as rasa:
        thread = threading.Thread(target=rasa.serve_forever)
        thread.start()
        asyncio.run(warm_up(f"http://127.0.0.1:{rasa.server_port}"))
        rasa.shutdown()
        thread.join()
    assert rasa.asked == ["/status", "/status", "/status", "/model/parse"]
