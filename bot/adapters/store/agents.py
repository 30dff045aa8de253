"""The people who answer in the console, with their passwords (argon2)."""

import asyncio
import functools
import hashlib
import uuid
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import AgentRow
from channels.console.ports import Agent

_HASHER = PasswordHasher()


class PostgresAgents:
    """Agents by address and by id."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, email: str, name: str, password: str) -> None:
        """Add an agent, or give one a new name and password."""
        hashed = await asyncio.to_thread(_HASHER.hash, password)
        values = {"id": str(uuid.uuid4()), "email": email.strip().lower(), "name": name}
        statement = insert(AgentRow).values(**values, password_hash=hashed)
        async with self._engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["email"], set_={"name": name, "password_hash": hashed}
                )
            )

    async def is_empty(self) -> bool:
        """Whether nobody can sign in yet."""
        async with self._engine.connect() as connection:
            return not await connection.scalar(select(func.count()).select_from(AgentRow))

    async def authenticate(self, email: str, password: str) -> Agent | None:
        """The agent with that address and password; as slow for an unknown address."""
        statement = select(AgentRow.__table__).where(AgentRow.email == email.strip().lower())
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        hashed = row.password_hash if row is not None else await asyncio.to_thread(_nobodys_hash)
        is_right = await asyncio.to_thread(_matches, hashed, password)
        return _to_agent(row) if row is not None and is_right else None

    async def find(self, agent_id: str) -> Agent | None:
        """An agent who may still work here."""
        statement = select(AgentRow.__table__).where(AgentRow.id == agent_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return _to_agent(row) if row is not None else None


@functools.cache
def _nobodys_hash() -> str:
    """Checked where no agent has the address, so that an unknown one takes as long."""
    return _HASHER.hash("nobody")


def _matches(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except VerificationError:
        return False


def _to_agent(row: Row[Any]) -> Agent:
    """The session key changes with the password, so that a new one ends every session."""
    key = hashlib.sha256(row.password_hash.encode()).hexdigest()[:16]
    return Agent(row.id, row.name, key)
