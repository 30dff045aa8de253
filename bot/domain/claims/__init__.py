"""What may be said of a cosmetic: the guard over every word that leaves the system."""

from bot.domain.claims.finding import RULES_VERSION, Claim, FindClaims, find_claims
from bot.domain.claims.rules import RULES, ClaimKind, Rule, Wording

__all__ = [
    "RULES",
    "RULES_VERSION",
    "Claim",
    "ClaimKind",
    "FindClaims",
    "Rule",
    "Wording",
    "find_claims",
]
