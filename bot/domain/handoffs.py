"""Handing a conversation to a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HandoffReason(StrEnum):
    """Why a person takes over (the contract's words)."""

    ASKED = "asked"
    ADVERSE_REACTION = "adverse_reaction"
    COMPLAINT = "complaint"
    NOT_UNDERSTOOD = "not_understood"
    MEDICAL = "medical"
    ORDER_PROBLEM = "order_problem"
    PRIVACY = "privacy"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Handoff:
    """One handoff: opened by the assistant, claimed and closed by an agent."""

    id: int
    conversation_id: str
    reason: HandoffReason
    opened_at: datetime
    note: str = ""
    agent_id: str | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
