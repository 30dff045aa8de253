"""How fast the webhook answers the platform under load, with Rasa up and with Rasa down."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scripts import SCRIPTS
from benchmarks.shoppers import fresh_user_id
from benchmarks.table import Row, percentile
from bot.settings import REPOSITORY_ROOT
from tests.e2e.installation import Installation
from tests.standins.line_events import signed_line_body, text_event

EVENTS_A_SECOND = 50
_MESSAGES_A_SHOPPER = 4


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: seconds of each answer, how many were no 200, the generator's lag."""

    seconds: list[float]
    failed: int
    late_seconds: float


def put_under_load(shop: Installation, seconds: float) -> Load:
    """Send signed events to the webhook for so long, from a process of its own."""
    calls = int(EVENTS_A_SECOND * seconds)
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.jsonl"
        plan.write_text("\n".join(map(json.dumps, _plan(shop, calls))), encoding="utf-8")
        url = f"{shop.url}/webhooks/line"
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.line_load", plan, url, str(EVENTS_A_SECOND)],
            check=True,
            capture_output=True,
            text=True,
            cwd=REPOSITORY_ROOT,
            timeout=seconds * 5 + 60,
        )
    return _to_load(json.loads(told.stdout))


def _plan(shop: Installation, calls: int) -> Iterator[Mapping[str, Any]]:
    """One event a call, from shoppers who each write a script to its end."""
    for number in range(0, calls, _MESSAGES_A_SHOPPER):
        user = fresh_user_id()
        script = SCRIPTS[number // _MESSAGES_A_SHOPPER % len(SCRIPTS)]
        for text in script[: calls - number]:
            event = text_event(user, text, shop.line.issue_reply_token(user))
            body, headers = signed_line_body([event])
            yield {"body": body.decode(), "headers": headers}


def _to_load(told: Mapping[str, Any]) -> Load:
    failed = sum(count for status, count in told["statuses"].items() if status != "200")
    return Load(told["seconds"], failed, told["late_seconds"])


def webhook_rows(up: Load, down: Load) -> list[Row]:
    """Median and 99th percentile of both; with Rasa down, "up" is what it is compared with."""
    return [
        *(_row("up", up, percent, None) for percent in (50, 99)),
        *(_row("down", down, percent, up) for percent in (50, 99)),
    ]


def _row(name: str, load: Load, percent: int, peer: Load | None) -> Row:
    remark = f"{EVENTS_A_SECOND} events/s, {len(load.seconds)} answered, {load.failed} failed"
    remark += f"; generator at most {load.late_seconds * 1000:.0f} ms late"
    return Row(
        f"webhook answer p{percent}, Rasa {name}",
        percentile(load.seconds, percent) * 1000,
        "ms",
        percentile(peer.seconds, percent) * 1000 if peer else None,
        remark + ("; peer: Rasa up" if peer else ""),
    )
