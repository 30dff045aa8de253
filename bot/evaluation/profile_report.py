"""Figures of the profile suite."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.fit import Evidence
from bot.domain.products import Product
from bot.domain.recommendations import Recommendation, Recommended
from bot.evaluation.profile_cases import ProfileCase
from bot.evaluation.profile_reasons import Offer, faults_of_words, untrue_reasons
from bot.evaluation.profile_rules import Listing, breaks, breaks_of_history
from bot.evaluation.profile_runs import ProfileRun

# An ingredient with at least "some" evidence speaks for a concern (docs/ingredients.md).
_FOUNDED = 0.5
_SHOWN = 10

Say = Callable[[Recommended, ProfileCase], Sequence[str]]


@dataclass(frozen=True)
class Suite:
    """All that the figures are drawn from."""

    cases: Sequence[ProfileCase]
    run: ProfileRun
    products: Mapping[str, Product]
    listings: Mapping[str, Listing]
    rates: Mapping[str, Decimal]
    evidence: Evidence
    say: Say

    def offers(self) -> Iterator[Offer]:
        """Every product offered to every shopper."""
        for case, answer in self.answered():
            for choice in answer.products:
                yield Offer(
                    choice,
                    case,
                    self.listings.get(choice.product.id) or Listing("", "", "", {}, False, ""),
                    self.products,
                    self.run.popularity,
                    self.run.families[choice.product.id],
                )

    def answered(self) -> Iterator[tuple[ProfileCase, Recommendation]]:
        """Each shopper with the answer."""
        return zip(self.cases, self.run.answers, strict=True)

    def breaks(self, product: Product, case: ProfileCase) -> list[str]:
        """The hard rules that offering it breaks, by the independent look."""
        return [
            *breaks(product, self.listings.get(product.id), case, self.rates),
            *breaks_of_history(product, case, self.products),
        ]

    def fits(self, product: Product, case: ProfileCase) -> bool:
        """For what was asked, and not for other skin only.

        For it: declared for a concern asked for, or with an active founded for it, or with the
        ingredient asked for by name.
        """
        asked, skin = set(case.wish.profile.concern), set(case.wish.profile.skin_type)
        told = (*product.key_ingredients, *(product.ingredients or ()))
        is_wanted = any(wanted in told for wanted in case.wish.ingredients)
        is_founded = any(
            self.evidence.get(concern, {}).get(name, 0.0) >= _FOUNDED
            for concern in asked
            for name in told
        )
        is_declared = not asked or not asked.isdisjoint(product.concerns)
        is_for = is_declared or is_founded or is_wanted
        return is_for and (
            not skin or not product.skin_types or not skin.isdisjoint(product.skin_types)
        )


def to_report(suite: Suite) -> dict[str, Any]:
    """Every figure, as the command prints it with --json."""
    broken = [
        {"profile": str(offer.case.wish.customer_id), "product": offer.product.id, "rule": rule}
        for offer in suite.offers()
        for rule in suite.breaks(offer.product, offer.case)
    ]
    offered = sum(len(answer.products) for answer in suite.run.answers)
    return {
        "profiles": len(suite.cases),
        "products": len(suite.products),
        "offered": offered,
        "rule_breaks": len(broken),
        "breaks": broken[:_SHOWN],
        **_shares(suite),
        "reasons": _reasons(suite),
        "languages": dict(Counter(case.wish.language.value for case in suite.cases)),
        "ablation": {term: _changed(suite, ids) for term, ids in suite.run.ablations.items()},
    }


def has_failed(report: Mapping[str, Any]) -> bool:
    """Whether a hard rule was broken or a reason was not true, in words or number."""
    reasons = report["reasons"]
    return bool(report["rule_breaks"] or reasons["untrue"] or reasons["faulty_words"])


def _shares(suite: Suite) -> dict[str, Any]:
    answered = [(case, answer) for case, answer in suite.answered() if answer.products]
    silent = [case for case, answer in suite.answered() if not answer.products]
    fitting = [any(suite.fits(c.product, case) for c in answer.products)
               for case, answer in answered]  # fmt: skip
    all_offers = [suite.fits(c.product, case) for case, answer in answered for c in answer.products]
    missed = sum(
        _could_fit(suite, case)
        for (case, _), is_fitting in zip(answered, fitting, strict=True)
        if not is_fitting
    )
    return {
        "no_match": round(len(silent) / len(suite.cases), 4),
        "no_match_though_some_would_pass": sum(_could_pass(suite, case) for case in silent),
        "with_fitting_product": _share(fitting),
        "with_fitting_product_where_one_exists": _share([True] * sum(fitting) + [False] * missed),
        "fitting_product_missed": missed,
        "offers_that_fit": _share(all_offers),
    }


def _could_pass(suite: Suite, case: ProfileCase) -> bool:
    return any(not suite.breaks(product, case) for product in suite.products.values())


def _could_fit(suite: Suite, case: ProfileCase) -> bool:
    """Whether any product at all fits and breaks no rule."""
    return any(
        suite.fits(product, case) and not suite.breaks(product, case)
        for product in suite.products.values()
    )


def _reasons(suite: Suite) -> dict[str, Any]:
    counts: Counter[int] = Counter()
    codes: Counter[str] = Counter()
    untrue: list[str] = []
    faulty: list[str] = []
    for offer in suite.offers():
        counts[len(offer.choice.reasons)] += 1
        codes.update(reason.code for reason in offer.choice.reasons)
        untrue += [f"{offer.product.id}: {code}" for code in untrue_reasons(offer)]
        for said in suite.say(offer.choice, offer.case):
            faults = faults_of_words(said, offer.case.wish.language)
            faulty += [f"{said} ({fault})" for fault in faults]
    told, offered = sum(codes.values()), sum(counts.values())
    return {
        "told": told,
        "true": round((told - len(untrue)) / told, 4) if told else None,
        "untrue": len(untrue),
        "untrue_examples": untrue[:_SHOWN],
        "faulty_words": len(faulty),
        "faulty_examples": list(dict.fromkeys(faulty))[:_SHOWN],
        "per_product": {str(number): counts[number] for number in sorted(counts)},
        "mean_per_product": round(told / offered, 2) if offered else None,
        "codes": dict(codes.most_common()),
    }


def _changed(suite: Suite, without: Sequence[tuple[str, ...]]) -> dict[str, float | None]:
    """How often what is offered is another without the term: the first, and the set of three."""
    pairs = [
        (tuple(choice.product.id for choice in answer.products), ids)
        for answer, ids in zip(suite.run.answers, without, strict=True)
        if answer.products
    ]
    return {
        "first": _share([ours[:1] != theirs[:1] for ours, theirs in pairs]),
        "three": _share([set(ours) != set(theirs) for ours, theirs in pairs]),
    }


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def to_text(report: Mapping[str, Any]) -> str:
    """The figures to read."""
    shares = (
        ("no match", "no_match"),
        ("a fitting product among the three, of shoppers with a match", "with_fitting_product"),
        ("the same, where any product fits", "with_fitting_product_where_one_exists"),
        ("offers that fit", "offers_that_fit"),
    )
    return "\n".join(
        [
            "{profiles} made-up shoppers, {products} products, {offered} offers".format_map(report),
            f"hard rules broken: {report['rule_breaks']}",
            *(
                f"  {item['profile']} {item['product']}: {item['rule']}"
                for item in report["breaks"]
            ),
            *(f"{what}: {_percent(report[name])}" for what, name in shares),
            *_reason_lines(report["reasons"]),
            "left out, it changes the first / the three (no accuracy is claimed):",
            *(
                f"  {term}: {_percent(share['first'])} / {_percent(share['three'])}"
                for term, share in report["ablation"].items()
            ),
        ]
    )


def _reason_lines(reasons: Mapping[str, Any]) -> Iterator[str]:
    yield f"reasons told: {reasons['told']}, {reasons['mean_per_product']} a product"
    yield f"reasons true: {_percent(reasons['true'])}"
    yield from (f"  not true: {item}" for item in reasons["untrue_examples"])
    yield f"reasons in faulty words: {reasons['faulty_words']}"
    yield from (f"  {item}" for item in reasons["faulty_examples"])


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.1f} %"
