"""What every `FeedbackRecords` must do; subclass it and give a `world` fixture.

A world has `records`, and `told(conversation_id, customer_id, effect, at)`: a shopper, proven to
be that customer or nobody yet, told something there.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.domain.feedback import FeedbackKind, ProductFeedback
from bot.domain.ports import FeedbackRecords
from bot.domain.turns import LogAdverseEvent, RecordFeedback

HERE, ELSEWHERE = "web:here", "web:elsewhere"
AMY, BEN = "C1", "C2"
MONDAY = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
LOVED = RecordFeedback("moss", 1.0, FeedbackKind.LOVE, 21)
STUNG = RecordFeedback("ember", -0.5, FeedbackKind.IRRITATION)


class FeedbackWorld(Protocol):
    records: FeedbackRecords

    async def told(
        self,
        conversation_id: str,
        customer_id: str | None,
        effect: RecordFeedback | LogAdverseEvent,
        at: datetime,
    ) -> None: ...


class FeedbackContract:
    async def test_all_that_was_told_comes_back_newest_first(self, world: FeedbackWorld) -> None:
        await world.told(HERE, None, LOVED, MONDAY)
        await world.told(HERE, None, STUNG, TUESDAY)
        assert list(await world.records.of_customer(None, HERE)) == [
            ProductFeedback("ember", -0.5, FeedbackKind.IRRITATION, TUESDAY),
            ProductFeedback("moss", 1.0, FeedbackKind.LOVE, MONDAY, 21),
        ]

    async def test_a_proven_customers_feedback_follows_them_to_another_channel(
        self, world: FeedbackWorld
    ) -> None:
        await world.told(ELSEWHERE, AMY, LOVED, MONDAY)
        found = await world.records.of_customer(AMY, HERE)
        assert [item.product_id for item in found] == ["moss"]

    async def test_what_was_told_before_the_proof_counts_after_it(
        self, world: FeedbackWorld
    ) -> None:
        await world.told(HERE, None, STUNG, MONDAY)
        found = await world.records.of_customer(AMY, HERE)
        assert [item.product_id for item in found] == ["ember"]

    async def test_nobody_gets_anothers_feedback(self, world: FeedbackWorld) -> None:
        await world.told(HERE, BEN, STUNG, MONDAY)
        await world.told(ELSEWHERE, None, LOVED, MONDAY)
        assert list(await world.records.of_customer(AMY, HERE)) == []
        assert list(await world.records.of_customer(None, HERE)) == []
        assert list(await world.records.of_customer(None, None)) == []

    async def test_a_reaction_is_irritation_of_the_worst_kind(self, world: FeedbackWorld) -> None:
        await world.told(HERE, AMY, LogAdverseEvent("ember", ("swelling",)), MONDAY)
        assert list(await world.records.of_customer(AMY, None)) == [
            ProductFeedback("ember", -1.0, FeedbackKind.IRRITATION, MONDAY)
        ]

    async def test_feedback_on_no_known_product_is_left_out(self, world: FeedbackWorld) -> None:
        await world.told(HERE, AMY, RecordFeedback(None, -1.0), MONDAY)
        assert list(await world.records.of_customer(AMY, HERE)) == []
