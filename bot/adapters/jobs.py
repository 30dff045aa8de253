"""Procrastinate, the job engine: which jobs there are, when they run, how they are tried again."""
# ruff: noqa: ARG001  (Procrastinate hands every periodic job its context and its time)

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from psycopg import AsyncConnection

from bot.adapters.store.engine import plain_url
from bot.domain.errors import AssistantUnavailableError

log = logging.getLogger(__name__)

RETRY_EVERY = timedelta(seconds=1)
# A worker that has said nothing for this long is dead: its jobs run again elsewhere.
HEARTBEAT_SECONDS = 2
STALLED_SECONDS = 6
# A turn that fails this often for another reason than Rasa's absence is given up kindly.
MAX_FAULTS = 8
WORKER_CONCURRENCY = 16
# Finishing a job wakes the next of its lock (migration 0002); the poll is the safety net.
_POLL_SECONDS = 1.0


class Work(Protocol):
    """What the jobs do; the worker process brings it along."""

    async def handle_event(self, event_id: str, waited: timedelta) -> None:
        """Bring an event to its end and deliver its answer."""

    async def give_up(self, event_id: str) -> None:
        """End an event that cannot be handled, kindly."""

    async def deliver(self, conversation_id: str) -> None:
        """Send a conversation's pending messages."""

    async def nudge(self, refill_id: int) -> None:
        """Store and send one refill nudge."""

    async def due_deliveries(self) -> Sequence[str]:
        """Conversations whose pending messages may be tried now."""

    async def due_refills(self) -> Sequence[tuple[int, str]]:
        """Refills due today with the conversation that would be nudged."""

    async def forget_health_facts(self) -> None:
        """Drop health facts nobody agreed to keep once the visit is over."""

    async def learn_companions(self) -> None:
        """Learn what customers buy together, where that is due."""


class RetryWhileAway(BaseRetryStrategy):
    """Try an event again every second: patience itself is the turn engine's."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Retry whatever happened; a turn that cannot succeed is ended by `give_up`."""
        faults = 1 if isinstance(exception, AssistantUnavailableError) else job.attempts + 1
        seconds = RETRY_EVERY.total_seconds() * min(2 ** (faults - 1), 30)
        return RetryDecision(retry_in={"seconds": seconds})


@dataclass(frozen=True, slots=True)
class Jobs:
    """The job engine, ready to defer on; `work` is None in a process that runs none."""

    app: App

    async def defer_events(self, connection: Any, events: Sequence[tuple[str, str]]) -> None:
        """Defer a job for each (event id, conversation id) in the connection's transaction."""
        if events:
            jobs = [self._event_job(*event) for event in events]
            await self.app.job_manager.batch_defer_jobs_async(jobs, connection)

    async def defer_delivery(self, connection: Any, conversation_id: str) -> None:
        """Defer the sending of a conversation's pending messages in that transaction."""
        await self._defer("deliver", conversation_id, connection, conversation_id=conversation_id)

    def _event_job(self, event_id: str, conversation_id: str) -> Job:
        deferrer = self.app.configure_task("handle_event", lock=conversation_id)
        return deferrer.make_new_job(event_id=event_id)

    async def _defer(self, task: str, lock: str, connection: Any, **arguments: Any) -> None:
        deferrer = self.app.configure_task(task, lock=lock, connection=connection)
        await deferrer.defer_async(**arguments)

    async def run(self, work: Work, concurrency: int = WORKER_CONCURRENCY) -> None:
        """Run jobs until cancelled."""
        await self.app.run_worker_async(
            concurrency=concurrency,
            additional_context={"work": work},
            install_signal_handlers=False,
            fetch_job_polling_interval=_POLL_SECONDS,
            delete_jobs="successful",
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            shutdown_graceful_timeout=10,
        )


def make_jobs(url: str, max_connections: int = 6) -> Jobs:
    """The job engine on one database, not opened yet (`async with jobs.app.open_async()`)."""
    # The connector looks at a connection before use: a restart of the database is outlived.
    connector = PsycopgConnector(
        conninfo=plain_url(url),
        min_size=1,
        max_size=max_connections,
        configure=_configure_bookkeeping,
    )
    app = App(connector=connector)
    _register_turns(app)
    _register_sweeps(app)
    _register_housekeeping(app)
    return Jobs(app)


async def _configure_bookkeeping(connection: AsyncConnection[Any]) -> None:
    """No commit on the job engine's own connections waits for the disk.

    They fetch jobs, finish them, beat and sweep. What a crash of the server can lose of that is the
    newest part: a job that was fetched waits again, one that was finished runs again and finds its
    event's end, a sweep is repeated. Jobs of events and of agents' answers are deferred on the
    caller's connection, in the caller's transaction.
    """
    await connection.execute("set synchronous_commit to off")
    await connection.commit()


def _work(context: JobContext) -> Work:
    work: Work = context.additional_context["work"]
    return work


class Tries:
    """How long this worker has tried each event that is not at its end, and how often it failed.

    In memory on purpose: a worker that starts anew begins its patience anew, too.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._began: dict[str, float] = {}
        self._faults: Counter[str] = Counter()

    def waited(self, event_id: str) -> timedelta:
        """The time since the first try of an event; nothing at the first."""
        now = self._seconds()
        return timedelta(seconds=now - self._began.setdefault(event_id, now))

    def count_fault(self, event_id: str) -> int:
        """Note a failure that is not Rasa's absence; gives back how many there were."""
        self._faults[event_id] += 1
        return self._faults[event_id]

    def forget(self, event_id: str) -> None:
        """The event has reached its end."""
        self._began.pop(event_id, None)
        self._faults.pop(event_id, None)


def _register_turns(app: App) -> None:
    tries = Tries()

    @app.task(name="handle_event", retry=RetryWhileAway(), pass_context=True)
    async def handle_event(context: JobContext, event_id: str) -> None:
        try:
            await _work(context).handle_event(event_id, tries.waited(event_id))
        except AssistantUnavailableError:
            raise
        except Exception:
            # Whatever went wrong, a shopper is not left without an end.
            if tries.count_fault(event_id) < MAX_FAULTS:
                raise
            log.exception("an event could not be handled and is given up")
            await _work(context).give_up(event_id)
        tries.forget(event_id)

    @app.task(name="deliver", retry=RetryWhileAway(), pass_context=True)
    async def deliver(context: JobContext, conversation_id: str) -> None:
        await _work(context).deliver(conversation_id)

    @app.task(name="nudge", retry=3, pass_context=True)
    async def nudge(context: JobContext, refill_id: int) -> None:
        await _work(context).nudge(refill_id)


_Sweep = Callable[[JobContext, int], Awaitable[None]]


def _periodic(app: App, cron: str, name: str) -> Callable[[_Sweep], _Sweep]:
    """Register a sweep; croniter wants the seconds as the last of six fields."""

    def register(sweep: _Sweep) -> _Sweep:
        # One at a time, and a missed one is not caught up: the next does its work.
        task = app.task(name=name, queueing_lock=name, pass_context=True)(sweep)
        app.periodic(cron=cron)(task)
        return sweep

    return register


def _register_sweeps(app: App) -> None:
    @_periodic(app, "* * * * * */3", "retry_stalled")
    async def retry_stalled(context: JobContext, timestamp: int) -> None:
        manager = app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            log.warning("a job of a dead worker runs again: %s", job.task_name)
            await manager.retry_job(job)

    @_periodic(app, "* * * * * */2", "deliver_due")
    async def deliver_due(context: JobContext, timestamp: int) -> None:
        for conversation_id in await _work(context).due_deliveries():
            task = app.configure_task(
                "deliver", lock=conversation_id, queueing_lock=f"deliver:{conversation_id}"
            )
            await _defer_unless_queued(task, conversation_id=conversation_id)

    @_periodic(app, "* * * * * */30", "nudge_due")
    async def nudge_due(context: JobContext, timestamp: int) -> None:
        for refill_id, conversation_id in await _work(context).due_refills():
            task = app.configure_task(
                "nudge", lock=conversation_id, queueing_lock=f"nudge:{refill_id}"
            )
            await _defer_unless_queued(task, refill_id=refill_id)


def _register_housekeeping(app: App) -> None:
    @_periodic(app, "17 * * * *", "forget_health_facts")
    async def forget_health_facts(context: JobContext, timestamp: int) -> None:
        await _work(context).forget_health_facts()

    @_periodic(app, "43 * * * *", "learn_companions")
    async def learn_companions(context: JobContext, timestamp: int) -> None:
        await _work(context).learn_companions()


async def _defer_unless_queued(task: Any, **arguments: Any) -> None:
    try:
        await task.defer_async(**arguments)
    except AlreadyEnqueued:
        log.debug("already waiting")
