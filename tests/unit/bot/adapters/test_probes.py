"""Asking a process of this machine whether it is up, over a real socket."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.adapters.probes import ask


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/fine": 200, "/loading": 503}.get(self.path, 404))
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' output."""


@pytest.fixture
def server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_good_answer_is_given_back(server: str) -> None:
    assert asyncio.run(ask(f"{server}/fine")) == b"here"


@pytest.mark.parametrize("path", ["/loading", "/missing"])
def test_an_error_is_no_answer(server: str, path: str) -> None:
    assert asyncio.run(ask(server + path)) is None


def test_a_closed_port_is_no_answer() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert asyncio.run(ask(f"http://127.0.0.1:{port}/fine")) is None


def test_whoever_speaks_no_http_gives_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(b"220 mail\r\n\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        assert asyncio.run(ask(f"http://127.0.0.1:{listener.getsockname()[1]}/")) is None
        thread.join()
