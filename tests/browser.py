"""Which browser the tests drive: an installed Chromium or Chrome, else one Playwright fetches."""

import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO_GET_ONE = (
    "no Chromium or Chrome here and none could be fetched: install one "
    "(Debian and Ubuntu: apt install chromium) to run the browser tests"
)


def find_installed_browser() -> str | None:
    """Return the path of a Chromium or Chrome on this machine."""
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or next((path for path in MACOS if Path(path).exists()), None)


def fetch_browser() -> bool:
    """Let Playwright fetch its own Chromium; tell whether it could."""
    fetch = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    try:
        return subprocess.run(fetch, capture_output=True, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def launch_options(executable: str | None) -> dict[str, object]:
    """Return what `playwright.chromium.launch(**options)` takes for this browser."""
    options: dict[str, object] = {"headless": True, "args": list(FLAGS)}
    return options | ({"executable_path": executable} if executable else {})
