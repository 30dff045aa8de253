"""How fast one socket may write."""

from channels.web.limits import TokenBucket


def test_a_burst_passes_then_it_is_one_at_a_time() -> None:
    now = [0.0]
    bucket = TokenBucket(3, 0.5, lambda: now[0])
    assert [bucket.has_room() for _ in range(4)] == [True, True, True, False]
    now[0] = 1.0
    assert not bucket.has_room()
    now[0] = 2.0
    assert [bucket.has_room(), bucket.has_room()] == [True, False]


def test_waiting_long_saves_no_more_than_a_burst() -> None:
    now = [0.0]
    bucket = TokenBucket(2, 1, lambda: now[0])
    now[0] = 1000.0
    assert [bucket.has_room() for _ in range(3)] == [True, True, False]
