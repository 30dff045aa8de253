"""kill -9 of everything of ours at random moments under load, and what must hold all the same.

The same shoppers write the same words twice: first nobody is killed, then web process, worker and
Rasa are, again and again, singly and two at once. DROPWISE_TEST_SHOPPERS sets how many there are.
"""

import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.jobs import WORKER_CONCURRENCY
from tests.conftest import SHOPPERS_VARIABLE
from tests.e2e.installation import Installation, scratch_installation
from tests.e2e.shoppers import Crowd, Play, scripts

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(3600)]

SHOPPERS = int(os.environ.get(SHOPPERS_VARIABLE, "200"))
MESSAGES = 3
CALM = Play(between_shoppers=0.15, between_messages=2.0)
# Slow enough that messages still come in while the last ones are killed.
UNDER_KILLS = Play(between_shoppers=0.7, between_messages=6.0)
# While a killed Rasa loads on busy cores nobody is to be told that it is away: the answers would
# differ from those of the calm run.
PATIENCE = {"DROPWISE_RASA_PATIENCE_SECONDS": "1200"}

# Which parts die at once; those that handle messages by progress of handling, serve by arrivals.
HANDLING = (*[("worker",)] * 2, *[("rasa",)] * 2, ("worker", "rasa"), ("worker", "serve"))
RECEIVING = (("serve",),) * 3

ONE_TIME_LINK = re.compile(r"https://shop\.example/identify/\S+")

# Counts every write of an end, so that a second one would show even if it said the same.
COUNT_ENDS = """
create table ends (event_id text, number bigint generated always as identity);
create function count_end() returns trigger language plpgsql as $$
begin
    insert into ends (event_id) values (new.id);
    return null;
end; $$;
create trigger count_end after update of "end" on events
    for each row when (new."end" is not null) execute function count_end();
"""


@dataclass
class Executioner:
    """Kills at random moments of a run's progress; each part only when it is up, so that it counts.

    `progress` says how much of the run is done, from 0 to 1.
    """

    installation: Installation
    victims: tuple[tuple[str, ...], ...]
    progress: Callable[[], float]
    seed: int
    killed: list[tuple[str, ...]] = field(default_factory=list)

    def run(self) -> None:
        chance = random.Random(self.seed)
        order = chance.sample(self.victims, len(self.victims))
        moments = sorted(chance.uniform(0.02, 0.95) for _ in order)
        for names, moment in zip(order, moments, strict=True):
            while self.progress() < moment:
                time.sleep(0.1)
            self.installation.wait_until_ready(*names)
            time.sleep(chance.uniform(0, 2))
            self.installation.kill(*names)
            self.killed.append(names)


@dataclass(frozen=True)
class Run:
    """The two plays of one script each, and what was killed in the second."""

    shop: Installation
    calm: Crowd
    killed: Crowd
    kills: list[tuple[str, ...]]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each shopper's user id in the calm play and in the other."""
        return list(zip(self.calm.users, self.killed.users, strict=True))

    def rows(self, crowd: Crowd, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query that names the crowd's conversations as its one parameter."""
        return self.shop.sql(query, [f"line:{user}" for user in crowd.users])


@pytest.fixture(scope="module")
def run(
    postgres_url: str, trained_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("killed")
    with scratch_installation(postgres_url, trained_model, folder, PATIENCE) as shop:
        shop.sql(COUNT_ENDS)
        shop.learn_companions()
        shop.wait_for_knowledge()
        # A slow LINE, so that some workers die between a send and its outcome.
        shop.line.seconds_on_the_way = 0.4
        words = scripts(SHOPPERS, MESSAGES)
        calm = Crowd(shop.url, shop.line, words, first_user=100_000)
        killed = Crowd(shop.url, shop.line, words, first_user=200_000)
        calm.play(CALM)
        shop.wait_until_quiet(1200)
        kills = play_under_kills(shop, killed)
        yield Run(shop, calm, killed, kills)


def play_under_kills(shop: Installation, crowd: Crowd) -> list[tuple[str, ...]]:
    """Play while executioners are about; returns when all is quiet, with what was killed."""
    total = SHOPPERS * MESSAGES
    mine = [f"line:{user}" for user in crowd.users]

    def handled() -> float:
        query = 'select count(*) from events where "end" is not null and conversation_id = any(%s)'
        return shop.sql(query, mine)[0][0] / total

    executioners = [
        Executioner(shop, HANDLING, handled, seed=11),
        Executioner(shop, RECEIVING, lambda: crowd.accepted / total, seed=13),
    ]
    threads = [threading.Thread(target=each.run, daemon=True) for each in executioners]
    for thread in threads:
        thread.start()
    crowd.play(UNDER_KILLS)
    for thread in threads:
        thread.join()
    shop.wait_until_ready()
    shop.wait_until_quiet(1200)
    return [names for each in executioners for names in each.killed]


def test_everything_was_killed_several_times_under_load(run: Run) -> None:
    deaths = Counter(name for names in run.kills for name in names)
    print(f"kills {dict(deaths)}, webhooks redelivered after no 2xx: {run.killed.refused}")
    assert deaths == {"worker": 4, "rasa": 3, "serve": 4}
    assert run.killed.refused > 0


@pytest.mark.parametrize("which", ["calm", "killed"])
def test_every_accepted_event_has_one_end_and_one_only(run: Run, which: str) -> None:
    crowd: Crowd = getattr(run, which)
    written = sorted(event for events in crowd.event_ids.values() for event in events)
    query = """
        select events.id, count(ends.event_id) from events left join ends on event_id = events.id
        where conversation_id = any(%s) group by events.id order by events.id collate "C"
    """
    assert run.rows(crowd, query) == [(event_id, 1) for event_id in written]


@pytest.mark.parametrize("which", ["calm", "killed"])
def test_events_end_in_the_order_they_were_written(run: Run, which: str) -> None:
    crowd: Crowd = getattr(run, which)
    query = """
        select conversation_id, events.id from events join ends on event_id = events.id
        where conversation_id = any(%s) order by ends.number
    """
    ended: dict[str, list[str]] = {user: [] for user in crowd.users}
    for conversation, event_id in run.rows(crowd, query):
        ended[conversation.removeprefix("line:")].append(event_id)
    assert ended == crowd.event_ids


def test_answers_are_stored_in_the_order_of_their_events(run: Run) -> None:
    query = """
        select events.conversation_id, events.sequence, position
        from outgoing_messages join events on events.id = event_id
        where events.conversation_id = any(%s) order by outgoing_messages.sequence
    """
    stored: dict[str, list[tuple[int, int]]] = {}
    for conversation, *place in run.rows(run.killed, query):
        stored.setdefault(conversation, []).append((place[0], place[1]))
    assert all(places == sorted(set(places)) for places in stored.values())


def test_no_shopper_gets_a_message_twice_and_only_uncertain_ones_are_missing(run: Run) -> None:
    """What LINE's side received is what it received in the calm play, message by message.

    Where an outcome is uncertain the message may have arrived or not, but never twice.
    """
    uncertain = {row[0] for row in run.rows(run.killed, UNCERTAIN)}
    for calm, killed in run.pairs:
        expected, received = words(run, calm), words(run, killed)
        if f"line:{killed}" in uncertain:
            assert is_subsequence(received, expected)
        else:
            assert received == expected


def words(run: Run, user: str) -> list[str]:
    """What a shopper received; a one-time link is another each time."""
    return [ONE_TIME_LINK.sub("…", text) for text in run.shop.line.texts(user)]


UNCERTAIN = """
    select conversation_id, delivery_reason from outgoing_messages
    where delivery = 'uncertain' and conversation_id = any(%s)
"""


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(item in rest for item in part)


def test_each_outgoing_message_is_sent_or_uncertain_with_its_reason(run: Run) -> None:
    query = """
        select delivery, count(*) from outgoing_messages
        where conversation_id = any(%s) group by delivery
    """
    assert dict(run.rows(run.calm, query)).keys() == {"sent"}
    deliveries = dict(run.rows(run.killed, query))
    print(f"deliveries under kills {deliveries}, calm {dict(run.rows(run.calm, query))}")
    assert deliveries.keys() <= {"sent", "uncertain"}
    reasons = Counter(reason for _, reason in run.rows(run.killed, UNCERTAIN))
    assert reasons.keys() <= {"the sender stopped while sending"}
    worker_kills = sum("worker" in names for names in run.kills)
    # An answer is at most the disclosure and two replies.
    assert sum(reasons.values()) <= worker_kills * WORKER_CONCURRENCY * 3


def test_line_refused_nothing_we_sent(run: Run) -> None:
    """A repeated push is no refusal: 409 says that it had arrived before."""
    sends = Counter(call for call in run.shop.line.calls if "message" in call[0])
    print(f"LINE's answers in both plays: {dict(sends)}")
    assert run.shop.line.faults == []


def test_profiles_equal_those_of_the_run_without_kills(run: Run) -> None:
    query = "select subject, facts from profiles where subject = any(%s)"
    calm, killed = (dict(run.rows(crowd, query)) for crowd in (run.calm, run.killed))
    assert len(calm) > SHOPPERS / 2
    for calm_user, killed_user in run.pairs:
        assert killed.get(f"line:{killed_user}") == calm.get(f"line:{calm_user}")


def test_conversations_stand_where_they_stand_without_kills(run: Run) -> None:
    query = """
        select conversations.id, owner, pending, language, shown_products, failures_in_a_row,
            (select count(*) from handoffs where conversation_id = conversations.id)
        from conversations where id = any(%s)
    """
    calm, killed = (
        {row[0]: row[1:] for row in run.rows(crowd, query)} for crowd in (run.calm, run.killed)
    )
    for calm_user, killed_user in run.pairs:
        mine, twins = killed[f"line:{killed_user}"], calm[f"line:{calm_user}"]
        assert without_event_id(mine) == without_event_id(twins)


def without_event_id(state: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where a conversation stands; a question may name the event it asks about, a twin another."""
    owner, pending, *others = state
    if pending and "event_id" in pending["details"]:
        pending = {**pending, "details": {**pending["details"], "event_id": "…"}}
    return (owner, pending, *others)


def test_rasas_tracker_holds_each_event_once(run: Run) -> None:
    query = """
        select sender_id, data::json -> 'metadata' ->> 'event_id' from rasa.events
        where type_name = 'user' and sender_id = any(%s) order by id
    """
    held: dict[str, list[str]] = {user: [] for user in run.killed.users}
    for sender, event_id in run.rows(run.killed, query):
        held[sender.removeprefix("line:")].append(event_id)
    for user, event_ids in run.killed.event_ids.items():
        assert Counter(held[user]).most_common(1)[0][1] == 1
        # After a handoff the assistant hears nothing more.
        assert held[user] == event_ids[: len(held[user])]
