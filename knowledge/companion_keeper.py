"""Keeps what customers buy together in step with the shop: learnt at night, shared by all."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.ports import Companions, Tastes
from bot.domain.products import Product
from knowledge.companions import CompanionModel, FamilyOf, ShopCompanions

log = logging.getLogger(__name__)

KIND = "companions"
NIGHT_HOUR = 3  # from then on, by the shop's clock


class Artifacts(Protocol):
    """Where the model is stored for every process of the installation."""

    async def active_id(self, kind: str) -> str | None:
        """The id of what shall be used now."""

    async def content(self, kind: str, id_: str) -> bytes | None:
        """The file of an artifact."""

    async def activate(self, kind: str, id_: str, content: bytes | None = None) -> None:
        """Store an artifact and make it the one to use."""

    async def drop_inactive(self, kind: str) -> None:
        """Delete every artifact of the kind that is not in use."""


class CompanionKeeper:
    """Learns, stores and opens the model; `companions` answers from the one in use."""

    def __init__(
        self,
        tastes: Tastes,
        artifacts: Artifacts,
        products: Callable[[], Sequence[Product]],
        family_of: FamilyOf,
    ) -> None:
        """Take where tastes and models are, and the catalogue as it is now."""
        self._tastes = tastes
        self._artifacts = artifacts
        self._products = products
        self._family_of = family_of
        self._companions = ShopCompanions(tastes, family_of)
        self._id: str | None = None
        self._learned_on = date.min

    @property
    def companions(self) -> Companions:
        """The port, the same object for good."""
        return self._companions

    async def refresh(self) -> None:
        """Use the stored model where it is another than the one in use; one query otherwise."""
        active = await self._artifacts.active_id(KIND)
        if active is None or active == self._id:
            return
        content = await self._artifacts.content(KIND, active)
        try:
            model = await asyncio.to_thread(CompanionModel.from_bytes, content or b"")
        except ValueError:
            log.warning("the stored model of companions cannot be read; it is learnt anew tonight")
            return
        self._use(active, model)

    async def learn_if_due(self, now: datetime) -> None:
        """Learn once a day, at night; at any hour where nothing was learnt yet.

        Every worker may ask: the newest model is looked at first.
        """
        await self.refresh()
        is_night = now.hour >= NIGHT_HOUR and self._learned_on < now.date()
        if is_night or self._id is None:
            await self.learn(now.date())

    async def learn(self, today: date) -> None:
        """Learn from everybody's tastes; every process takes the new model over by itself.

        Nothing is stored while too little is known and nothing was ever stored.
        """
        # What learns takes a second to import, which no start and no command shall wait for.
        from knowledge.companion_learning import learn_companions

        tastes = await self._tastes.of_all()
        model = await asyncio.to_thread(
            learn_companions, tastes, self._products(), self._family_of(), today
        )
        if not model.popularity and self._id is None:
            return
        content = await asyncio.to_thread(model.to_bytes)
        id_ = hashlib.sha256(content).hexdigest()
        await self._artifacts.activate(KIND, id_, content)
        await self._artifacts.drop_inactive(KIND)
        self._use(id_, model)
        log.info("learnt what is bought together: %d families", len(model.families))

    def _use(self, id_: str, model: CompanionModel) -> None:
        self._companions.use(model)
        self._id, self._learned_on = id_, model.learned_on
