"""Procrastinate's tables as its release packages them, and the wake-up it lacks.

Finishing a job does not wake a worker for the next job of the same lock: with Procrastinate's own
poll alone a busy conversation waits seconds. The trigger tells the workers when a job leaves
"doing" and another of its lock is waiting.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WAKE = """
create function dropwise_wake_next_of_lock() returns trigger language plpgsql as $$
begin
    if old.lock is not null and exists (
        select 1 from procrastinate_jobs where lock = old.lock and status = 'todo'
    ) then
        perform pg_notify(
            'procrastinate_any_queue_v1',
            json_build_object('type', 'job_inserted', 'job_id', old.id)::text
        );
    end if;
    return null;
end;
$$;
create trigger dropwise_wake_after_finish after update of status on procrastinate_jobs
    for each row when (old.status = 'doing' and new.status <> 'doing')
    execute function dropwise_wake_next_of_lock();
create trigger dropwise_wake_after_delete after delete on procrastinate_jobs
    for each row when (old.status = 'doing')
    execute function dropwise_wake_next_of_lock();
"""


def upgrade() -> None:
    # The driver's own cursor: without parameters it leaves percent signs alone.
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(SchemaManager.get_schema())
        cursor.execute(_WAKE)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup: jobs are not carried back.")
