"""The claims lint of a process that may never need it: an agent's draft is the first text."""

from bot.domain.claims import Claim
from bot.domain.languages import Language


def find_claims(text: str, language: Language | None = None) -> tuple[Claim, ...]:
    """Every unlawful phrase; what reads meanings loads at the first text, in half a second."""
    from knowledge.claim_reader import open_claims_lint

    return open_claims_lint()(text, language)
