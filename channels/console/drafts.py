"""What an agent may send: no medical claim ever, an exaggerating one only after a warning."""

from collections.abc import Sequence

from bot.domain.claims import Claim
from bot.domain.errors import DropwiseError
from bot.domain.languages import detect_language

_MOST_SHOWN = 3


class UnlawfulDraftError(DropwiseError):
    """A draft holds claims; `may_be_sent` where it is sent when the agent says so once more."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        super().__init__("The reply holds claims that may not be made of a cosmetic.")
        self.claims = tuple(claims)

    @property
    def may_be_sent(self) -> bool:
        """Whether no claim is a medical one."""
        return not any(claim.is_medical for claim in self.claims)


def check_draft(text: str, claims: Sequence[Claim], agreed: str = "") -> None:
    """Look at a draft and its claims before it is sent; of `agreed` the agent was warned.

    Raises:
        UnlawfulDraftError: a medical claim, or another one that the agent was not warned about.
    """
    error = UnlawfulDraftError(claims)
    if error.claims and not (error.may_be_sent and agreed.split() == text.split()):
        raise error


def to_sentences(claims: Sequence[Claim], words: dict[str, str]) -> list[str]:
    """One sentence a claim, the gravest first; the lawful words are in the draft's language."""
    gravest = sorted(claims, key=lambda claim: not claim.is_medical)
    return [_to_sentence(claim, words) for claim in gravest[:_MOST_SHOWN]]


def _to_sentence(claim: Claim, words: dict[str, str]) -> str:
    instead = claim.instead.in_language(detect_language(claim.phrase))
    return words[f"{claim.kind.value}_claim"].format(phrase=claim.phrase, instead=instead)
