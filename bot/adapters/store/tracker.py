"""Rasa's own record of conversations, as far as we must reach into it: to erase words.

Rasa keeps each event of a conversation as JSON text in `events` of the schema `rasa`; it reads
them anew for every turn.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_EXISTS = text("select to_regclass('rasa.events') is not null")
_FORGET_MESSAGE = text("""
    update rasa.events
    set data = (data::jsonb || jsonb_build_object(
        'text', '…',
        'parse_data', data::jsonb -> 'parse_data' || '{"text": "…", "entities": []}'
    ))::text
    where sender_id = :conversation_id and type_name = 'user'
        and :event_id in (
            data::jsonb #>> '{metadata,event_id}', data::jsonb #>> '{metadata,continues}'
        )
    returning id
""")
# What is wished for is remembered in the shopper's own words, those of several messages in one.
_FORGET_WISHES = text("""
    update rasa.events set data = jsonb_set(data::jsonb, '{value,text}', '""')::text
    where sender_id = :conversation_id and type_name = 'slot' and action_name = 'wish'
        and id > :first and jsonb_typeof(data::jsonb -> 'value') = 'object'
""")


async def forget_words(connection: AsyncConnection, conversation_id: str, event_id: str) -> None:
    """Erase the words of one event from Rasa's record; what was understood from them stays.

    A choice of two goes on with the words of the message it is about: those go too.
    """
    if not await connection.scalar(_EXISTS):
        return
    place = {"conversation_id": conversation_id, "event_id": event_id}
    forgotten = (await connection.execute(_FORGET_MESSAGE, place)).scalars().all()
    if forgotten:
        await connection.execute(
            _FORGET_WISHES, {"conversation_id": conversation_id, "first": min(forgotten)}
        )
