"""What every table of ours is made on."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, LargeBinary, Numeric, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

NOW = func.now()


class Base(DeclarativeBase):
    """Every table of ours; Procrastinate's and Rasa's are theirs."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own convention)
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        str: Text,
        bytes: LargeBinary,
        Decimal: Numeric,
    }
