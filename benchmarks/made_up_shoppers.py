"""Wishes for the engine, and what bears on them: history, season, what others buy; all made up."""

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.domain.circumstances import Circumstances
from bot.domain.histories import History
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.seasons import Season
from bot.domain.tags import CONCERNS, SKIN_TYPES

_SAID = {"acne": "breakouts", "dark_spots": "dark spots", "dark_circles": "dark circles"}
_FILTERS: Sequence[dict[str, object]] = (
    {"avoid": ("fragrance",), "budget": Budget(max=Decimal(60))},
    {"condition": ("pregnancy",)},
    {"product_type": ("serum",), "budget": Budget(max=Decimal(1500), currency="TWD")},
    {"avoid": ("alcohol", "retinol"), "condition": ("rosacea",)},
    {"product_type": ("sunscreen",), "budget": Budget(min=Decimal(20), max=Decimal(40))},
    {},
)
_COMPANIONS = 300  # families that go with what a shopper has
_WITH_COMPANIONS = 0.5  # of the shoppers


def make_wishes(number: int = 0) -> list[Wish]:
    """Every skin type with every concern, each with the next of the filters, as words and facts.

    Each `number` gives words of its own, so that nothing kept of a question serves the next.
    """
    filters = itertools.cycle(_FILTERS)
    wishes = []
    for skin_type, concern in itertools.product(SKIN_TYPES, CONCERNS):
        said = _SAID.get(concern, concern)
        text = f"something for {skin_type} skin with {said} please {number}"
        profile = replace(
            Profile(skin_type=(skin_type,), concern=(concern,)),
            **next(filters),  # type: ignore[arg-type]  # facts of a profile by name
        )
        wishes.append(Wish(profile, text=text, currency="USD"))
    return wishes


@dataclass(frozen=True, slots=True)
class MadeUpSurroundings:
    """Implements `Surroundings`: each wish comes from somebody who bought, loved and disliked.

    Attributes:
        product_ids: of the catalogue.
        families: of these products.
        popularity: of every family.
    """

    product_ids: Sequence[str]
    families: Sequence[str]
    popularity: Mapping[str, float]
    _rng: random.Random = field(default_factory=lambda: random.Random(1))

    async def of(self, wish: Wish) -> Circumstances:  # noqa: ARG002  # anybody may wish for it
        """A season and a history of six purchases; what goes with it for every other shopper."""
        bought = self._rng.choices(self.product_ids, k=6)
        history = History(
            stung=frozenset(bought[:1]),
            loved=tuple(bought[1:3]),
            disliked=frozenset(bought[3:4]),
            bought=tuple(bought),
            at_home=frozenset(bought[4:]),
        )
        has_companions = self._rng.random() < _WITH_COMPANIONS
        near = self._rng.choices(self.families, k=_COMPANIONS if has_companions else 0)
        return Circumstances(
            season=self._rng.choice(tuple(Season)),
            history=history,
            popularity=self.popularity,
            companions={family: self._rng.random() for family in near},
        )


def make_surroundings(families: Mapping[str, str]) -> MadeUpSurroundings:
    """For the catalogue with these products' families; the same each time."""
    rng = random.Random(2)
    popularity = {family: rng.random() for family in dict.fromkeys(families.values())}
    return MadeUpSurroundings(tuple(families), tuple(popularity), popularity)
