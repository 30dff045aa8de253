"""What memory each process takes after it has worked."""

from pathlib import Path

from benchmarks.machine import memory_mb
from benchmarks.table import Row
from bot.adapters.postgres import read_server
from tests.e2e.installation import Installation

_PARTS = {
    "serve": "the web process",
    "worker": "jobs, action server, torch with the encoder, index",
    "rasa": "the model and TensorFlow, which Rasa imports",
}


def memory_rows(shop: Installation, cluster: Path) -> list[Row]:
    """One row a part."""
    rows = [
        Row(f"memory of {name}", memory_mb(shop.pid(name)), "MB", remark=what)
        for name, what in _PARTS.items()
    ]
    server = read_server(cluster)
    if server:
        remark = "all its processes, shared pages counted once"
        rows.append(Row("memory of PostgreSQL", memory_mb(server.pid), "MB", remark=remark))
    return rows
