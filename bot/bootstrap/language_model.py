"""The optional language model put together: nothing of it exists until its address is set."""

import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from prometheus_client import Counter

from bot.adapters.language_model import ChatCompletions, open_client
from bot.domain.grounding import Grounding
from bot.domain.languages import Language
from bot.domain.ports import Catalogue
from bot.services.phrasing import Phrasing
from bot.settings import Settings
from knowledge.claim_reader import open_claims_lint
from knowledge.education_index import EducationIndex

log = logging.getLogger(__name__)

_DRAFTS = Counter(
    "dropwise_language_model_drafts_total",
    "What became of what the optional language model was asked to word",
    ["outcome"],
)


def count_draft(outcome: str) -> None:
    """Count one draft by "said" or by the reason why the facts were said as written."""
    _DRAFTS.labels(outcome).inc()


@contextlib.asynccontextmanager
async def open_phrasing(
    settings: Settings,
    index: EducationIndex,
    catalogue: Catalogue,
    count: Callable[[str], None] = count_draft,
) -> AsyncIterator[Phrasing | None]:
    """The model's phrasing on these settings, None where none is set."""
    if settings.language_model_url is None or settings.language_model_name is None:
        yield None
        return
    key = settings.language_model_key
    log.info("a language model words facts: %s", settings.language_model_name)
    async with open_client() as client:
        model = ChatCompletions(
            str(settings.language_model_url),
            settings.language_model_name,
            seconds=settings.language_model_seconds,
            client=client,
            key=key.get_secret_value() if key else "",
        )
        yield Phrasing(model, make_grounding(index, catalogue), count)


def make_grounding(index: EducationIndex, catalogue: Catalogue) -> Grounding:
    """Checks that know the base's ingredients and the shop's products."""

    def find_ingredients(text: str) -> frozenset[str]:
        return frozenset(index.read(text).ingredients)

    def find_products(text: str, language: Language) -> frozenset[str]:
        return frozenset(product.id for product in catalogue.match_names(text, language))

    return Grounding(find_ingredients, find_products, open_claims_lint())
