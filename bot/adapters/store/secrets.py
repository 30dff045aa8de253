"""Keys that the installation makes for itself, shared by every process through the database."""

import secrets

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import SecretRow


async def secret(engine: AsyncEngine, name: str) -> str:
    """The secret of that name, made on first use; the same for every process."""
    async with engine.begin() as connection:
        fresh = insert(SecretRow).values(name=name, value=secrets.token_urlsafe(32))
        await connection.execute(fresh.on_conflict_do_nothing())
        value = await connection.scalar(select(SecretRow.value).where(SecretRow.name == name))
    return str(value)
