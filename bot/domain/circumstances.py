"""What bears on a wish beside its words: the season, the shopper's history, other customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.histories import History
from bot.domain.seasons import Season


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All empty where nothing is known.

    Attributes:
        season: in the shop's climate, None between seasons.
        history: the shopper's own.
        popularity: family → (0, 1], as `Companions.popularity`.
        companions: family → (0, 1], as `Companions.scores_for` for this shopper.
        companion_of: family → a product of the shopper's that speaks for it strongly by itself.
    """

    season: Season | None = None
    history: History = field(default_factory=History)
    popularity: Mapping[str, float] = field(default_factory=dict)
    companions: Mapping[str, float] = field(default_factory=dict)
    companion_of: Mapping[str, str] = field(default_factory=dict)

    def without(self, term: str) -> "Circumstances":
        """The same with one tie-breaker left out, for an ablation; hard rules stay."""
        match term:
            case "season":
                return replace(self, season=None)
            case "popularity":
                return replace(self, popularity={})
            case "companions":
                return replace(self, companions={}, companion_of={})
            case "feedback":
                history = replace(self.history, loved=(), disliked=frozenset())
                return replace(self, history=history)
        return self
