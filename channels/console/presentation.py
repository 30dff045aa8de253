"""How values read on the console's pages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.sentiment import CLEARLY
from bot.domain.tags import Tags
from channels.console.names import name_of
from channels.console.texts import TEXTS

MINUTES_A_DAY = 24 * 60


def filters(language: Language, zone: ZoneInfo, now: datetime) -> dict[str, Callable[..., Any]]:
    """The functions that templates call, for one language, time zone and moment."""
    return {
        "name": lambda value: name_of(str(value), language),
        "clock": lambda at: to_clock(at.astimezone(zone), now.astimezone(zone)),
        "waited": lambda since: to_span(int((now - since).total_seconds() // 60), language),
        "day": lambda at: to_day(at, zone),
        "tags": lambda tags: to_tag_names(tags, language),
        "facts": lambda profile: to_fact_names(profile, language),
        "owner_line": lambda row, me: to_owner_line(row, me, language),
        "link": to_link,
        "mood": to_mood,
    }


def to_clock(at: datetime, now: datetime) -> str:
    """The time of day, with the day before it where that is not today."""
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at.month}/{at.day} {at:%H:%M}"


def to_span(minutes: int, language: Language) -> str:
    """How long somebody has waited: minutes, then hours, then days."""
    units = {Language.EN: ("{} min", "{} h", "{} d"), Language.ZH: ("{} 分鐘", "{} 小時", "{} 天")}
    short, middle, long = units[language]
    minutes = max(minutes, 0)
    if minutes < 60:
        return short.format(minutes)
    if minutes < MINUTES_A_DAY:
        return middle.format(minutes // 60)
    return long.format(minutes // MINUTES_A_DAY)


def to_day(at: datetime | date | str, zone: ZoneInfo) -> str:
    """The day, as 2026-11-21."""
    if isinstance(at, datetime):
        return at.astimezone(zone).date().isoformat()
    return str(at)


def to_tag_names(tags: Tags, language: Language) -> list[tuple[str, str]]:
    """The tags of a message as (name, value) in words."""
    return _in_words(tags.to_json(), tags.budget, language)


def to_fact_names(profile: Profile, language: Language) -> list[tuple[str, str]]:
    """The facts of a profile as (name, value) in words; what is not known is left out."""
    known = {name: value for name, value in profile.to_json().items() if value}
    return _in_words(known, profile.budget, language)


def _in_words(
    values: Mapping[str, Any], budget: Budget | None, language: Language
) -> list[tuple[str, str]]:
    comma = "、" if language is Language.ZH else ", "
    words = []
    for field, value in values.items():
        if field == "budget" and budget:
            text = to_budget(budget)
        elif isinstance(value, list):
            text = comma.join(name_of(str(item), language) for item in value)
        else:
            text = name_of(str(value), language)
        words.append((name_of(field, language), text))
    return words


def to_budget(budget: Budget) -> str:
    """A budget as `TWD 500–1000`, `≤ 1000` or `≥ 500`."""
    if budget.min is not None and budget.max is not None:
        amount = f"{budget.min.normalize():f}–{budget.max.normalize():f}"
    elif budget.max is not None:
        amount = f"≤ {budget.max.normalize():f}"
    else:
        amount = f"≥ {budget.min.normalize():f}" if budget.min is not None else ""
    return f"{budget.currency or ''} {amount}".strip()


def to_owner_line(row: Any, agent_id: str, language: Language) -> str:
    """Who answers a conversation, as one sentence."""
    t = TEXTS[language]
    if row.owner == "agent":
        return (
            t["owner_me"]
            if row.agent_id == agent_id
            else t["owner_agent"].format(name=row.agent_name or "?")
        )
    return t[f"owner_{row.owner}"]


def to_mood(sentiment: float) -> str:
    """The name of a sentiment in [-1, 1]."""
    if abs(sentiment) < CLEARLY:
        return "mood_mixed"
    return "mood_good" if sentiment > 0 else "mood_bad"


def to_link(url: str | None) -> str | None:
    """An address that a page may link to: http, https or our own path."""
    if not url:
        return None
    is_ours = url[0] == "/" and url[1:2] not in ("/", "\\")
    return url if is_ours or url.startswith(("https://", "http://")) else None
