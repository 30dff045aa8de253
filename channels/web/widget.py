"""The widget's one script, put together from its parts when the server starts: no build step."""

import json
from pathlib import Path

PARTS = Path(__file__).parent / "static" / "widget"
# In the order they need one another.
SCRIPTS = ("texts.js", "dom.js", "memory.js", "connection.js", "view.js", "element.js")

_HEAD = """(() => {
"use strict";
const SCRIPT = document.currentScript || document.querySelector('script[src*="widget.js"]');
const SERVER = new URL(".", SCRIPT ? SCRIPT.src : location.href).href;
"""


def widget_script() -> str:
    """JavaScript that defines `<dropwise-chat>` and puts one into the page that loads it."""
    style = json.dumps((PARTS / "style.css").read_text(encoding="utf-8"))
    parts = "\n".join((PARTS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f"{_HEAD}const STYLE = {style};\n{parts}}})();\n"
