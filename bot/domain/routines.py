"""Putting a routine together: which products go with each other, morning or evening, in what order.

Sources: the AAD's public advice on retinoids and exfoliating acids (start slowly, in the evening,
with sunscreen by day; try anything new on a small spot first); bot/domain/compatibility.py has what
is settled of pairs. At most one strong active is in a routine: whoever starts two at once cannot
tell which of them the skin does not take.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bot.domain.compatibility import group_of, in_routine_order, verdict_on
from bot.domain.money import Price
from bot.domain.named_actives import names_a_retinoid
from bot.domain.products import Product
from bot.domain.suitability import Groups

CORE_STEPS = ("cleanser", "serum", "moisturizer", "sunscreen")
# What a routine can do without, the first first, where money is short.
DISPENSABLE = ("mask", "oil", "essence", "exfoliant", "eye_cream", "toner", "serum")

STRONG = frozenset({"retinoid", "acid", "benzoyl peroxide"})
_JUDGED = STRONG | {"vitamin_c"}
_ACID_GROUPS = ("aha", "bha")
_GOES_TOGETHER = (None, "fine")
# What is used every morning and evening carries no strong active where it can be helped.
_DAILY = frozenset({"cleanser", "moisturizer", "sunscreen"})
_MORNING_ONLY = frozenset({"sunscreen"})
_EVENING_ONLY = frozenset({"exfoliant", "mask", "oil"})
_TRIED = 8  # candidates looked at for each step: five steps are 32,768 routines


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may fill its step, with the engine's score and the price shown.

    `actives` are those of its ingredients that decide when it is used (see `actives_of`). What the
    shopper has at home costs nothing.
    """

    product: Product
    score: float
    price: Price
    actives: frozenset[str] = frozenset()
    is_at_home: bool = False

    def cost(self) -> Decimal:
        """What it adds to the price of the whole."""
        return Decimal(0) if self.is_at_home else self.price.amount

    def is_strong(self) -> bool:
        """Whether it must be started slowly."""
        return bool(self.actives & STRONG)

    def is_for_morning(self) -> bool:
        """Whether it is used in the morning."""
        kind = self.product.product_type or ""
        return kind in _MORNING_ONLY or not (kind in _EVENING_ONLY or self.is_strong())

    def is_for_evening(self) -> bool:
        """Whether it is used in the evening; vitamin C alone goes into the morning."""
        if not self.is_for_morning():
            return True
        is_both = self.product.product_type not in _MORNING_ONLY
        return is_both and "vitamin_c" not in self.actives


@dataclass(frozen=True, slots=True)
class Routine:
    """The products of a routine by their steps, and what had to be left out for the money.

    `own` are further steps that the shopper fills with something of their own, unknown to us.
    """

    chosen: Mapping[str, Candidate]
    left_out: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def morning(self) -> tuple[Candidate, ...]:
        """The products that go on in the morning, in order."""
        return tuple(item for _, item in self.morning_steps() if item)

    def evening(self) -> tuple[Candidate, ...]:
        """The products that go on in the evening, in order."""
        return tuple(item for _, item in self.evening_steps() if item)

    def morning_steps(self) -> tuple[tuple[str, Candidate | None], ...]:
        """Each step of the morning with its product, None for the shopper's own."""
        return tuple(
            (step, item)
            for step, item in self._in_order()
            if (item.is_for_morning() if item else step not in _EVENING_ONLY)
        )

    def evening_steps(self) -> tuple[tuple[str, Candidate | None], ...]:
        """Each step of the evening with its product, None for the shopper's own."""
        return tuple(
            (step, item)
            for step, item in self._in_order()
            if (item.is_for_evening() if item else step not in _MORNING_ONLY)
        )

    def actives(self) -> frozenset[str]:
        """The actives of all its products."""
        return frozenset(active for item in self.chosen.values() for active in item.actives)

    def total(self) -> Decimal:
        """What one of each that is to be bought costs, in the currency of the prices."""
        return sum((item.cost() for item in self.chosen.values()), Decimal(0))

    def _in_order(self) -> Iterator[tuple[str, Candidate | None]]:
        steps = in_routine_order((*self.chosen, *self.own))
        return ((step, self.chosen.get(step)) for step in steps)


def actives_of(product: Product, groups: Groups) -> frozenset[str]:
    """Of retinoid, acid, vitamin_c and benzoyl peroxide, what works in a product.

    An acid counts as key ingredient or in the first half of the label: at the end it only sets the
    pH. A retinoid counts wherever it stands.
    """
    label = product.ingredients or ()
    telling = {name.casefold() for name in product.key_ingredients}
    telling |= set(label[: max(1, len(label) // 2)])
    found = {group_of(name) for name in telling} & _JUDGED
    if any(name in groups.get(group, ()) for group in _ACID_GROUPS for name in telling):
        found.add("acid")
    retinoids = set(groups.get("retinoid", ()))
    if names_a_retinoid(product) or retinoids & {*telling, *label}:
        found.add("retinoid")
    if product.product_type == "exfoliant":
        found.add("acid")
    return frozenset(found)


def choose_routine(
    steps: Mapping[str, Sequence[Candidate]], limit: Decimal | None, *, allow_strong: bool = True
) -> Routine | None:
    """The routine with the best scores that goes together and costs at most `limit`.

    Args:
        steps: the candidates of each step, best first; steps without any are left out.
        limit: what all together may cost, None for no limit.
        allow_strong: False where no strong active shall be in it; a step that only has such
            products keeps them.

    Returns:
        The routine; where money is short without the steps that can be spared; None where even
        the rest costs more.
    """
    known = {step: _worth_trying(step, found, allow_strong) for step, found in steps.items()}
    known = {step: found for step, found in known.items() if found}
    left_out: list[str] = []
    spare = [step for step in DISPENSABLE if step in known]
    while known:
        chosen = _best_together(known, limit)
        if chosen is not None:
            return Routine(chosen, tuple(left_out))
        if not spare:
            return None
        left_out.append(spare.pop(0))
        known = {step: found for step, found in known.items() if step != left_out[-1]}
    return None


def cheapest_total(steps: Mapping[str, Sequence[Candidate]]) -> Decimal:
    """What the cheapest candidates of the steps that cannot be spared cost together."""
    needed = [found for step, found in steps.items() if found and step not in DISPENSABLE]
    return sum((min(item.cost() for item in found) for found in needed), Decimal(0))


def go_together(items: Iterable[Candidate]) -> bool:
    """Whether products have at most one strong active, and nothing clashes morning or evening."""
    items = tuple(items)
    if sum(item.is_strong() for item in items) > 1:
        return False
    morning = [item for item in items if item.is_for_morning()]
    evening = [item for item in items if item.is_for_evening()]
    return not (_clash(morning) or _clash(evening))


def _clash(items: Sequence[Candidate]) -> bool:
    return any(
        verdict_on(_name(one), _name(other)) not in _GOES_TOGETHER
        for first, second in combinations(items, 2)
        for one in first.actives
        for other in second.actives
    )


def _name(active: str) -> str:
    """An ingredient that stands for its group where two are judged."""
    return {"acid": "glycolic acid", "vitamin_c": "ascorbic acid", "retinoid": "retinol"}.get(
        active, active
    )


def _worth_trying(step: str, found: Sequence[Candidate], allow_strong: bool) -> Sequence[Candidate]:
    """The best few, the cheapest with them; strong ones only where they may be or must."""
    if step in _DAILY or not allow_strong:
        mild = [item for item in found if not item.is_strong()]
        found = mild or found
    best = list(found[:_TRIED])
    cheapest = min(found, key=Candidate.cost, default=None)
    if cheapest is not None and cheapest not in best:
        best[-1] = cheapest
    return best


def _best_together(
    steps: Mapping[str, Sequence[Candidate]], limit: Decimal | None
) -> Mapping[str, Candidate] | None:
    """Branch and bound over the steps: what cannot beat the best so far is not followed."""
    order = list(steps)
    hopes = [sum(max(item.score for item in steps[step]) for step in order[at:])
             for at in range(len(order) + 1)]  # fmt: skip
    floors = [sum((min(item.cost() for item in steps[step]) for step in order[at:]),
                  Decimal(0)) for at in range(len(order) + 1)]  # fmt: skip
    best: tuple[float, tuple[Candidate, ...]] | None = None
    open_ways: list[tuple[float, Decimal, tuple[Candidate, ...]]] = [(0.0, Decimal(0), ())]
    while open_ways:
        score, cost, taken = open_ways.pop()
        at = len(taken)
        if limit is not None and cost + floors[at] > limit:
            continue
        if best is not None and score + hopes[at] <= best[0]:
            continue
        if at == len(order):
            best = (score, taken)
            continue
        ways = [
            (score + item.score, cost + item.cost(), (*taken, item))
            for item in steps[order[at]]
            if go_together((*taken, item))
        ]
        open_ways += reversed(ways)  # the best candidate is followed first
    return dict(zip(order, best[1], strict=True)) if best else None
