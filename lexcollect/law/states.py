"""States: where a period, a claim or a guarantee stands; one word each, for the rules, the agenda and the screen.

Owns :class:`State`. The values are what ``--json`` prints and what worked examples name. Decides nothing.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an answer about time stands (状态)."""

    # a period and the as-of day
    RUNNING = "running"
    GRACE = "grace"  # only the roll-over over days off is left
    EXPIRED = "expired"
    DATED = "dated"  # a date is known, no as-of day was given
    # clocks that can be interrupted or suspended
    SUSPENDED = "suspended"
    INTERRUPTED_PENDING = "interrupted_pending"  # proceedings have not ended
    ADJUDICATED = "adjudicated"  # a title exists: see its enforcement period
    NOT_STARTED = "not_started"
    # guarantees
    PRESERVED = "preserved"
    DOUBTFUL = "doubtful"  # only a demand before the due date is there
    LAPSED = "lapsed"
    # acts and measures
    DONE = "done"
    GONE = "gone"
    # no date at all
    NOT_APPLICABLE = "not_applicable"
    MANUAL = "manual"  # law that this program does not compute
    NOT_AVAILABLE = "not_available"  # there is no such remedy
    NO_LIMIT = "no_limit"
    MISSING = "missing"  # a fact is not there
    UNKNOWN = "unknown"  # the law book does not know
