"""Read messages with a trained model, in Rasa's own environment (Python 3.10).

`python -m benchmarks.fuzz.reader MODEL MESSAGES.json RESULT.json`: MESSAGES is a list of texts;
RESULT tells the milliseconds of each, the failures by number, and for the slowest again the least
time of several tries: what the text costs, and not what else the machine did meanwhile.
"""

import asyncio
import json
import logging
import sys
import time
from pathlib import Path
from typing import Any, Dict, List

SLOWEST = 20
TRIES = 5
WARM_UP = ("hello", "我是油肌", "乾燥肌です", "ผิวมัน")


async def read_all(model: str, texts: List[str]) -> Dict[str, Any]:
    """The result; a failure is whatever a parse raises, and the fuzz goes on."""
    from rasa.core.agent import Agent

    from bot.pauses import leave_out_what_is_loaded

    agent = Agent.load(model)
    for text in WARM_UP:
        await agent.parse_message(text)
    leave_out_what_is_loaded()
    milliseconds, failures = [], []
    for number, text in enumerate(texts):
        start = time.perf_counter()
        try:
            parsed = await agent.parse_message(text)
            json.dumps([parsed["intent"], parsed["entities"]], allow_nan=False)
        except Exception as error:  # what is raised is what we count
            failures.append({"number": number, "error": f"{type(error).__name__}: {error}"[:300]})
        milliseconds.append((time.perf_counter() - start) * 1000)
    slowest = sorted(range(len(texts)), key=lambda n: -milliseconds[n])[:SLOWEST]
    again = [{"number": n, "milliseconds": await read_again(agent, texts[n])} for n in slowest]
    return {"milliseconds": milliseconds, "failures": failures, "slowest_again": again}


async def read_again(agent: Any, text: str) -> float:
    """The least time in ms of several tries, each with another beginning: no vector is kept."""
    tries = []
    for number in range(TRIES):
        start = time.perf_counter()
        try:
            await agent.parse_message(f"{number} {text}")
        except Exception:  # counted above
            continue
        tries.append((time.perf_counter() - start) * 1000)
    return min(tries, default=0.0)


def main() -> None:
    """Read what is named, write what happened."""
    sys.modules["jax"] = None  # type: ignore[assignment]  # as in bot/nlu/launch.py
    from rasa.utils.log_utils import configure_structlog
    from rasa.utils.tensorflow.environment import setup_tf_environment

    configure_structlog(logging.ERROR)
    setup_tf_environment()
    model, messages, result = sys.argv[1:4]
    texts = json.loads(Path(messages).read_text(encoding="utf-8"))
    told = asyncio.run(read_all(model, texts))
    Path(result).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
