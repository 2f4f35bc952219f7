"""Kinds: the closed vocabularies of the register.

Owns what a matter and an event of the register can be. The values stand in the database; a new member is a migration
for who reads with an older program, which refuses what it does not know.
"""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How the register stands to a matter folder (登记状态)."""

    ANSWERED = "answered"  # read, its deadlines answered
    STOPPED = "stopped"  # there, but the case file cannot be read: its deadlines are not known
    GONE = "gone"  # the folder is not where it was; its last answer is kept and marked


class Happened(StrEnum):
    """What an event of the register's protocol says (登记事项)."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"
    BACK = "back"
    STOPPED = "stopped"
    FORGOTTEN = "forgotten"
    REBUILT = "rebuilt"
    ENTERED = "entered"  # what another verb enters: a call, a payment, a confirmation
    LEDGER = "ledger"  # a ledger was taken in


class Side(StrEnum):
    """On which side a party stands (立场)."""

    OURS = "ours"  # creditor
    OTHER = "other"  # debtors, guarantors
    THIRD = "third"
