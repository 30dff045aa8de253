"""The last look at what the assistant says: nothing unlawful is stored, so nothing is sent.

Most of it is our own wording, which passes by its tests; what else may hold a claim is a shop's
text, an order's product name, what a shopper wants repeated, or a language model's words.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.claims import Claim, FindClaims, find_claims
from bot.domain.claims.product_copy import cut_medical_claims
from bot.domain.claims.rules import LIKENESS
from bot.domain.languages import Language
from bot.domain.messages import ProductCard, Reply
from bot.domain.ports import TurnOutcome, Wording
from bot.domain.products import Product
from bot.domain.turns import TurnKind

log = logging.getLogger(__name__)

# Finds the products that a text names (`Catalogue.match_names`).
FindNamed = Callable[[str, Language], Sequence[Product]]

SAFE_WORDING = "utter_claim_withheld"
# What these say of products is their names, as ordered: a claim in one is cut out.
_LISTS_NAMES = frozenset(
    {
        TurnKind.ORDER_STATUS,
        TurnKind.ORDER_HISTORY,
        TurnKind.ORDER_CHANGE,
        TurnKind.RETURN,
        TurnKind.REORDER,
        TurnKind.REFILL,
    }
)


_PLAIN_NAMES = {Language.EN: "this serum", Language.ZH: "這瓶精華"}


class ClaimsGuard:
    """Replaces what may not be said by lawful words, and tells which rules it broke."""

    def __init__(
        self,
        wording: Wording,
        find_named: FindNamed | None = None,
        find: FindClaims = find_claims,
    ) -> None:
        self._wording = wording
        self._find_named = find_named
        self._find = find

    def lawful(self, outcome: TurnOutcome, language: Language) -> TurnOutcome:
        """The outcome with replies that may be sent; `withheld` names the rules broken, in order.

        The log tells the rules and never the words.
        """
        kind = outcome.kind or TurnKind.NONE
        checked = [self.check(draft.reply, kind, language) for draft in outcome.drafts]
        withheld = tuple(dict.fromkeys(rule for _, rules in checked for rule in rules))
        if not withheld:
            return outcome
        log.warning("a claim was withheld from a reply: %s", ", ".join(withheld))
        drafts = tuple(
            replace(draft, reply=reply)
            for draft, (reply, _) in zip(outcome.drafts, checked, strict=True)
        )
        return replace(outcome, drafts=drafts, withheld=withheld)

    def check(self, reply: Reply, kind: TurnKind, language: Language) -> tuple[Reply, list[str]]:
        """The reply as it may be sent, and the ids of the rules it broke as it was.

        What to do about harm is our own wording and goes out whatever a rule takes it for.
        """
        if kind is TurnKind.SAFETY:
            return reply, []
        text, broken = self._lawful_text(reply, kind, language)
        cards = tuple(self._lawful_card(card) for card in reply.products)
        buttons = tuple(button for button in reply.quick_replies if not self._find(button.label))
        for before, after in zip(reply.products, cards, strict=True):
            if before != after:
                broken += [claim.rule.id for claim in self._find(_words_of(before))]
        broken += [
            claim.rule.id for button in reply.quick_replies for claim in self._find(button.label)
        ]
        if not broken:
            return reply, []
        if text is None:
            safe = self._wording.reply(SAFE_WORDING, language)
            return replace(safe, products=cards), broken
        return Reply(text, cards, buttons), broken

    def _lawful_text(
        self, reply: Reply, kind: TurnKind, language: Language
    ) -> tuple[str | None, list[str]]:
        """The text as it may be sent, None where nothing of it may."""
        claims = self._own_claims(reply, reply.text, language)
        broken = [claim.rule.id for claim in claims]
        if not claims:
            return reply.text, []
        if kind in _LISTS_NAMES:
            lines = [cut_medical_claims(line) for line in reply.text.split("\n")]
            text = "\n".join(lines)
            if not self._own_claims(reply, text, language):
                return text, broken
        return None, broken

    def _own_claims(self, reply: Reply, text: str, language: Language) -> list[Claim]:
        """The claims of a text, but for an exaggerating one that a product's name makes."""
        claims = self._find(text, language)
        if not claims or all(claim.is_medical for claim in claims):
            return list(claims)
        names = {card.name for card in reply.products}
        named = self._find_named(text, language) if self._find_named else ()
        names |= {name for product in named for name in product.names.values()}
        if self._is_lawful_but_for_names(claims, text, names, language):
            return []
        return [
            claim for claim in claims if claim.is_medical or not _is_in_a_name(claim, text, names)
        ]

    def _is_lawful_but_for_names(
        self, claims: Sequence[Claim], text: str, names: set[str], language: Language
    ) -> bool:
        """Whether it only sounds like a claim, and not where its products have a plain name."""
        if any(claim.rule is not LIKENESS for claim in claims):
            return False
        plain = text
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, _PLAIN_NAMES.get(language, _PLAIN_NAMES[Language.EN]))
        return plain != text and not self._find(plain, language)

    def _lawful_card(self, card: ProductCard) -> ProductCard:
        """The card without a medical claim in its name and without claims in its reasons."""
        name = cut_medical_claims(card.name) or card.id
        reasons = tuple(reason for reason in card.reasons if not self._find(reason))
        return (
            card
            if (name, reasons) == (card.name, card.reasons)
            else replace(card, name=name, reasons=reasons)
        )


def _is_in_a_name(claim: Claim, text: str, names: set[str]) -> bool:
    for name in names:
        at = text.find(name)
        while at >= 0:
            if at <= claim.start and claim.end <= at + len(name):
                return True
            at = text.find(name, at + 1)
    return False


def _words_of(card: ProductCard) -> str:
    return "\n".join((card.name, *card.reasons))
