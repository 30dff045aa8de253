"""The clock on the wall, in the shop's time zone."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo


class SystemClock:
    """Implements the `Clock` port."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self, conversation_id: str | None = None) -> datetime:  # noqa: ARG002 (the port's)
        """The current time in the shop's zone."""
        return datetime.now(self._zone)


class SceneClock:
    """A clock that stands still for conversations whose scene says so (`dropwise chat`)."""

    def __init__(self, zone: ZoneInfo, scenes: Mapping[str, datetime]) -> None:
        self._zone = zone
        self._scenes = scenes

    def now(self, conversation_id: str | None = None) -> datetime:
        """The time of the conversation's scene, else the wall's."""
        scene = self._scenes.get(conversation_id or "")
        return (scene or datetime.now(self._zone)).astimezone(self._zone)
