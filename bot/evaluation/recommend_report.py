"""Recommenders compared on one set of ratings, for programs and for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.columns import to_columns, to_figure
from bot.evaluation.rankings import AT, Ranking, interval_of_mean
from bot.evaluation.ratings import RELEVANT, RatingSet
from bot.evaluation.recommend_trials import FEW_RATINGS, HIDDEN_SHARE, HISTORIES, Parts, Trial

Report = dict[str, Any]
OURS = "ours"


def to_report(ratings: RatingSet, parts: Parts, trials: Sequence[Trial]) -> Report:
    """The figures of every method by its name, and the paired differences of ours to each other."""
    by_name = {trial.method.name: trial for trial in trials}
    families = len(ratings.families)
    never_rated = families - len(_rated(parts))
    report: Report = {
        "methods": {name: _of_method(trial, parts, families) for name, trial in by_name.items()},
        "ours_minus": {
            name: _difference(by_name[OURS].whole, trial.whole)
            for name, trial in by_name.items()
            if name != OURS
        },
        "cold_start_customers": {
            "customers": len(parts.cold),
            "with_fewer_ratings_than": FEW_RATINGS,
            "methods": {
                name: _figures(trial.cold) for name, trial in by_name.items() if trial.cold
            },
        },
        "customers_as_if_with": {
            str(size): {name: _figures(trial.cut[size]) for name, trial in by_name.items()}
            for size in HISTORIES
        },
        "never_rated_products": {
            "products": never_rated,
            "hidden": len(parts.hidden),
            "methods": {
                name: _figures(trial.hidden) for name, trial in by_name.items() if trial.hidden
            },
        },
        "data": {
            "customers": int(parts.histories.shape[0]),
            "customers_measured": len(by_name[OURS].whole.ndcg),
            "products": families,
            "train_ratings": int(parts.histories.nnz),
            "relevant": int(parts.relevant.nnz),
            "ratings_repeated_under_another_listing": ratings.repeated,
            "ratings_of_unknown_products": ratings.unknown_products,
            "merged_by_shared_reviews": ratings.merged_by_reviews,
        },
    }
    return {**report, "verdict": _verdict(report)}


def _rated(parts: Parts) -> frozenset[int]:
    return frozenset(parts.histories.indices.tolist())


def _figures(ranking: Ranking) -> dict[str, float]:
    return {f"recall@{AT}": float(ranking.recall.mean()), f"ndcg@{AT}": float(ranking.ndcg.mean())}


def _of_method(trial: Trial, parts: Parts, families: int) -> Report:
    never_rated = set(range(families)) - _rated(parts)
    shown = trial.whole.shown
    return {
        **_figures(trial.whole),
        "coverage": len(shown) / families,
        "never_rated_shown": len(shown & never_rated) / len(never_rated) if never_rated else None,
        f"ndcg@{AT}_interval": interval_of_mean(trial.whole.ndcg),
        "parameters": dict(trial.chosen.parameters),
        f"tuning_ndcg@{AT}": trial.chosen.ndcg,
        "combinations_tried": len(trial.tried),
        "train_seconds": round(trial.seconds, 2),
    }


def _difference(ours: Ranking, other: Ranking) -> Report:
    differences = ours.ndcg - other.ndcg
    return {
        f"ndcg@{AT}": float(differences.mean()),
        "interval": interval_of_mean(differences),
    }


def _verdict(report: Report) -> str:
    """One sentence: ahead of all, a tie, or behind whom."""
    rivals: Mapping[str, Report] = report["ours_minus"]
    behind = [name for name, one in rivals.items() if one["interval"][1] < 0]
    tied = [name for name, one in rivals.items() if one["interval"][0] <= 0 <= one["interval"][1]]
    if behind:
        return f"Ours is behind {', '.join(behind)}."
    if tied:
        return f"Ours cannot be told from {', '.join(tied)}."
    return f"Ours is ahead of every other method in nDCG@{AT}, beyond the interval."


def to_text(report: Report) -> str:
    """The report as tables for a terminal."""
    parts = (
        _about(report["data"]),
        _methods_table(report),
        _about_cold(report["cold_start_customers"]),
        *(
            f"As if every customer had told {size} of their products only:\n{_apart_table(methods)}"
            for size, methods in report["customers_as_if_with"].items()
        ),
        _about_never_rated(report["never_rated_products"]),
        report["verdict"],
    )
    return "\n\n".join(parts)


def _about(data: Report) -> str:
    return (
        f"{data['customers_measured']} of {data['customers']} customers have something they rated "
        f"{RELEVANT:g} or more in the test and not in training; {data['products']} products "
        f"({data['merged_by_shared_reviews']} listings joined others whose reviews they share), "
        f"{data['ratings_of_unknown_products']} ratings of products not in the catalogue."
    )


def _about_cold(cold: Report) -> str:
    said = f"Customers with fewer than {FEW_RATINGS} ratings: {cold['customers']}."
    return f"{said}\n{_apart_table(cold['methods'])}" if cold["methods"] else said


def _about_never_rated(apart: Report) -> str:
    said = (
        f"Products nobody rated in training: {apart['products']}. With the ratings of "
        f"{apart['hidden']} more ({HIDDEN_SHARE:.0%} of the rated) taken away, and ranked among "
        "what nobody rated alone:"
    )
    return f"{said}\n{_apart_table(apart['methods'])}"


def _methods_table(report: Report) -> str:
    header = ("method", "nDCG@10", "recall@10", "coverage", "ours ahead by", "95 %", "tuning", "s")
    rows = [
        (
            name,
            to_figure(one[f"ndcg@{AT}"]),
            to_figure(one[f"recall@{AT}"]),
            to_figure(one["coverage"]),
            *_ahead(report["ours_minus"].get(name)),
            to_figure(one[f"tuning_ndcg@{AT}"]),
            f"{one['train_seconds']:.1f}",
        )
        for name, one in report["methods"].items()
    ]
    return to_columns([header, *rows])


def _ahead(difference: Report | None) -> tuple[str, str]:
    if difference is None:
        return "", ""
    low, high = difference["interval"]
    return f"{difference[f'ndcg@{AT}']:+.4f}", f"{low:+.4f} … {high:+.4f}"


def _apart_table(methods: Mapping[str, Mapping[str, float]]) -> str:
    rows = [
        (name, to_figure(one[f"ndcg@{AT}"]), to_figure(one[f"recall@{AT}"]))
        for name, one in methods.items()
    ]
    return to_columns([("method", "nDCG@10", "recall@10"), *rows])
