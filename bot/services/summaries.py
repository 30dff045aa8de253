"""What is looked for, told back to the shopper in words."""

from bot.domain.money import Budget, Price
from bot.domain.profiles import Profile
from bot.services.speech import Speech


def summary_of(
    profile: Profile, currency: str, speech: Speech, *, is_any_price: bool = False
) -> str:
    """What is looked for, in words: "oily skin · blackheads · up to NT$1,000".

    `is_any_price`: the shopper said that money sets no limit.
    """
    parts = [
        _skin_text(profile, speech),
        speech.labels("concern", profile.concern),
        speech.labels("product_type", profile.product_type),
        _budget_text(profile.budget, currency, speech),
        speech.text("label_any_price") if is_any_price and not profile.budget else "",
    ]
    if profile.avoid:
        parts.append(speech.text("label_without", what=speech.labels("avoid", profile.avoid)))
    parts = [part for part in parts if part]
    return " · ".join(parts) or speech.text("label_everyday_care")


def _skin_text(profile: Profile, speech: Speech) -> str:
    if not profile.skin_type:
        return ""
    return speech.text("label_skin", what=speech.labels("skin_type", profile.skin_type))


def _budget_text(budget: Budget | None, currency: str, speech: Speech) -> str:
    if budget is None:
        return ""
    low, high = (
        None if amount is None else str(Price(amount, budget.currency or currency))
        for amount in (budget.min, budget.max)
    )
    if low and high:
        return f"{low}–{high}"
    if high:
        return speech.text("label_budget_max", amount=high)
    return speech.text("label_budget_min", amount=low) if low else ""
