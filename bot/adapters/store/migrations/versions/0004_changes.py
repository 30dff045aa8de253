"""Say on one channel which conversation has something new: sockets and consoles listen."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CHANGES = """
create function dropwise_notify_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'conversations' then
        perform pg_notify('dropwise_changes', new.id);
    else
        perform pg_notify('dropwise_changes', new.conversation_id);
    end if;
    return null;
end;
$$;
create trigger dropwise_events_changed after insert or update of "end" on events
    for each row execute function dropwise_notify_change();
create trigger dropwise_messages_changed after insert or update of delivery on outgoing_messages
    for each row execute function dropwise_notify_change();
create trigger dropwise_owner_changed after update of owner, agent_id on conversations
    for each row when (old.owner is distinct from new.owner
                       or old.agent_id is distinct from new.agent_id)
    execute function dropwise_notify_change();
"""


def upgrade() -> None:
    op.execute(_CHANGES)


def downgrade() -> None:
    op.execute("drop function dropwise_notify_change() cascade")
