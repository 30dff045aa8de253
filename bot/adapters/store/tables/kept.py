"""What is computed once and kept for every process: vectors, files, secrets."""

from datetime import datetime

from sqlalchemy import (
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.adapters.store.tables.base import NOW, Base


class EmbeddingRow(Base):
    """The vector (float32, little endian) of one passage text under one model."""

    __tablename__ = "embeddings"

    model_id: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes]


class ArtifactRow(Base):
    """What processes swap to when it changes: the trained Rasa model, the index.

    `kind` is "rasa_model" (with its file) or "index" (id alone: each machine builds its own from
    the catalogue and the stored vectors).
    """

    __tablename__ = "artifacts"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class SecretRow(Base):
    """Keys that the installation made for itself."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
