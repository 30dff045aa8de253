"""Which machine this is, how busy it is, and what memory a process takes."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import psutil

MEGABYTE = 1024 * 1024


def describe_machine() -> str:
    """One line: cores, memory, system, Python."""
    gigabytes = psutil.virtual_memory().total / 1024**3
    return (
        f"{os.cpu_count()} cores ({_processor()}), {gigabytes:.0f} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def describe_load() -> str:
    """How busy the machine is now, by the average count of running processes."""
    one, five, fifteen = os.getloadavg()
    return f"load {one:.1f} / {five:.1f} / {fifteen:.1f} (1, 5, 15 minutes)"


def describe_moment() -> str:
    """Date and minute in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, in MB.

    Pages that several share (PostgreSQL's buffers) are counted once for all, where the system
    tells (Linux); else once for each.
    """
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(_own_memory(member) for member in family) / MEGABYTE


def _own_memory(process: psutil.Process) -> float:
    try:
        info = process.memory_full_info()
    except psutil.NoSuchProcess:
        return 0.0
    except psutil.AccessDenied:
        return float(process.memory_info().rss)
    return float(getattr(info, "pss", info.rss))
