"""Shoppers: one who waits for each answer, and many at once who tell their facts bit by bit."""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bot.demo.load import DEMO
from tests.e2e.installation import Installation
from tests.standins.line_api import LineApi, Received
from tests.standins.line_events import line_user, redelivered, signed_line_body, text_event
from tests.standins.messenger_events import text_message

Script = tuple[str, ...]
_MILLISECONDS = 1000
# LINE names no pause; a short one lets a test end.
_REDELIVERY_SECONDS = 1.0
_ANSWER_SECONDS = 10.0

ENGLISH: dict[str, Script] = {
    "skin_type": (
        "I have oily skin",
        "my skin is dry",
        "combination skin here",
        "it's sensitive skin",
    ),
    "concern": ("mostly acne", "I want to fade dark spots", "my pores look big", "fine wrinkles"),
    "budget": ("under 1200", "around NT$900", "up to 800 dollars", "my budget is 1500"),
    "avoid": ("no fragrance please", "nothing with alcohol in it", "without retinol please"),
    "product_type": ("I need a serum", "recommend a toner", "a moisturizer would be nice"),
    "talk": ("what does niacinamide do?", "thank you", "do you ship to Taichung?", "hi there"),
}
CHINESE: dict[str, Script] = {
    "skin_type": ("我是油性肌", "我的皮膚很乾", "混合肌", "我是敏感肌"),
    "concern": ("想改善痘痘", "主要想淡斑", "毛孔粗大", "有細紋"),
    "budget": ("預算1200以內", "900左右", "不要超過800元", "1500以下"),
    "avoid": ("不要有香精", "不能含酒精", "請不要有A醇"),
    "product_type": ("想找精華液", "推薦化妝水", "有乳霜嗎"),
    "talk": ("菸鹼醯胺是什麼？", "謝謝", "有寄到台中嗎？", "你好"),
}
FAREWELLS = ("I want to talk to a person", "轉真人客服")


@dataclass(frozen=True)
class Play:
    """How fast the shoppers come and write; seconds."""

    between_shoppers: float
    between_messages: float
    seed: int = 7


def scripts(count: int, length: int, seed: int = 3) -> list[Script]:
    """What each shopper writes: facts of different kinds, small talk; a few ask for a person."""
    chance = random.Random(seed)
    return [_script(chance, length, ENGLISH if i % 2 else CHINESE) for i in range(count)]


def _script(chance: random.Random, length: int, phrases: dict[str, Script]) -> Script:
    topics = chance.sample(sorted(phrases), min(length, len(phrases)))
    words = [chance.choice(phrases[topic]) for topic in topics]
    if chance.random() < 0.05:
        words[-1] = FAREWELLS[phrases is CHINESE]
    return tuple(words)


class Crowd:
    """Shoppers who write their scripts to a webhook.

    A shopper's next message follows when LINE has handed over the one before, whatever became of
    its answer: what differs between two runs is time alone. A call that gets no 2xx is redelivered
    until it does; one in ten is redelivered without need.

    Attributes:
        event_ids: of each shopper, in the order written, as the product stores them.
        accepted: calls that got a 2xx, repeats left out.
        refused: calls that got none and were sent again.
    """

    def __init__(self, url: str, line: LineApi, scripts: Sequence[Script], first_user: int) -> None:
        self._url = url
        self._line = line
        self._scripts = scripts
        self.users = [line_user(first_user + number) for number in range(len(scripts))]
        self.event_ids: dict[str, list[str]] = {user: [] for user in self.users}
        self.accepted = 0
        self.refused = 0

    def play(self, play: Play) -> None:
        """Write everything; returns when LINE has handed over every message."""
        asyncio.run(self._play(play))

    async def _play(self, play: Play) -> None:
        limits = httpx.Limits(max_connections=50)
        async with (
            httpx.AsyncClient(timeout=_ANSWER_SECONDS, trust_env=False, limits=limits) as client,
            asyncio.TaskGroup() as shoppers,
        ):
            for number, user in enumerate(self.users):
                chance = random.Random(play.seed + number)
                shoppers.create_task(self._write(client, user, self._scripts[number], play, chance))
                await asyncio.sleep(play.between_shoppers)

    async def _write(
        self,
        client: httpx.AsyncClient,
        user: str,
        script: Script,
        play: Play,
        chance: random.Random,
    ) -> None:
        for text in script:
            event = text_event(
                user,
                text,
                self._line.issue_reply_token(user),
                at_ms=int(time.time() * _MILLISECONDS),
            )
            self.event_ids[user].append(f"line:{event['webhookEventId']}")
            await self._hand_over(client, event)
            if chance.random() < 0.1:
                await self._is_taken(client, redelivered(event))
            await asyncio.sleep(chance.uniform(0, 2 * play.between_messages))

    async def _hand_over(self, client: httpx.AsyncClient, event: dict[str, Any]) -> None:
        while not await self._is_taken(client, event):
            self.refused += 1
            event = redelivered(event)
            await asyncio.sleep(_REDELIVERY_SECONDS)
        self.accepted += 1

    async def _is_taken(self, client: httpx.AsyncClient, event: dict[str, Any]) -> bool:
        body, headers = signed_line_body([event])
        try:
            answer = await client.post(f"{self._url}/webhooks/line", content=body, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success


@dataclass(frozen=True)
class LineShopper:
    """One shopper on LINE who waits for each answer."""

    shop: Installation
    user: str

    @property
    def conversation(self) -> str:
        """Its id with us."""
        return f"line:{self.user}"

    def event(self, text: str, **fields: Any) -> dict[str, Any]:
        """A message with a reply token of its own."""
        return text_event(self.user, text, self.shop.line.issue_reply_token(self.user), **fields)

    def says(self, text: str) -> list[Received]:
        """Write, wait for the answer, return what arrived."""
        return self.sends(self.event(text))

    def sends(self, *events: dict[str, Any]) -> list[Received]:
        """Let LINE hand over these events in one call; return what arrived then."""
        before = len(self.received)
        assert self.shop.post_line(*events).status_code == 200
        self.shop.wait_until_quiet()
        return self.received[before:]

    @property
    def received(self) -> list[Received]:
        """Everything that arrived so far."""
        return list(self.shop.line.received[self.user])


@dataclass(frozen=True)
class MessengerShopper:
    """One shopper on Messenger who waits for each answer."""

    shop: Installation
    user: str

    @property
    def conversation(self) -> str:
        """Its id with us."""
        return f"messenger:{self.user}"

    def says(self, text: str) -> list[str]:
        """Write, wait for the answer, return its words."""
        return self.sends(text_message(self.user, text))

    def sends(self, *events: dict[str, Any]) -> list[str]:
        """Let Meta hand over these events in one call; return the words that arrived then."""
        before = len(self.shop.messenger.texts(self.user))
        assert self.shop.post_messenger(*events).status_code == 200
        self.shop.wait_until_quiet()
        return self.shop.messenger.texts(self.user)[before:]


def shown_products(shop: Installation, conversation: str) -> list[dict[str, Any]]:
    """The products of the cards that a conversation was sent, as the catalogue knows them."""
    rows = shop.sql(
        "select jsonb_array_elements(body -> 'products') ->> 'id' from outgoing_messages "
        "where conversation_id = %s and delivery = 'sent' order by sequence",
        conversation,
    )
    lines = (DEMO / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    catalogue = {product["id"]: product for product in map(json.loads, lines)}
    return [catalogue[id_] for (id_,) in rows]
