"""What is trained, built and learnt, by id: what every process of the installation shall use."""

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import ArtifactRow

RASA_MODEL = "rasa_model"
INDEX = "index"


class PostgresArtifacts:
    """Ids and files of what is trained and built; one of each kind is active."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def active_id(self, kind: str) -> str | None:
        """The id that processes of the installation shall use now."""
        statement = select(ArtifactRow.id).where(ArtifactRow.kind == kind, ArtifactRow.active)
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(statement)
        return found

    async def content(self, kind: str, id_: str) -> bytes | None:
        """The file of an artifact, None where it is unknown or has none."""
        statement = select(ArtifactRow.content).where(
            ArtifactRow.kind == kind, ArtifactRow.id == id_
        )
        async with self._engine.connect() as connection:
            found: bytes | None = await connection.scalar(statement)
        return found

    async def activate(self, kind: str, id_: str, content: bytes | None = None) -> None:
        """Store an artifact and make it the one to use; an earlier one stays for going back."""
        async with self._engine.begin() as connection:
            statement = insert(ArtifactRow).values(kind=kind, id=id_, content=content)
            await connection.execute(statement.on_conflict_do_nothing())
            await connection.execute(
                update(ArtifactRow)
                .where(ArtifactRow.kind == kind)
                .values(active=ArtifactRow.id == id_)
            )

    async def drop_inactive(self, kind: str) -> None:
        """Delete every artifact of the kind that is not in use."""
        async with self._engine.begin() as connection:
            await connection.execute(
                delete(ArtifactRow).where(ArtifactRow.kind == kind, ~ArtifactRow.active)
            )
