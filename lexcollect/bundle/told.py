"""Told: what the originals of a package say besides what they show, said once to whoever hands it over.

Owns the one finding about it, with a count and the exhibits for each kind. The originals go as they came: whether they
may is a person's business, and the reading copy carries none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from lexcollect.findings import Finding, Level, finding
from lexcollect.formats.traces import Trace
from lexcollect.wording import text

#: What points to a person or a place is a warning; a make or a program alone is only noted.
_OF_PERSONS = tuple(trace for trace in Trace if trace not in (Trace.DEVICE, Trace.PROGRAM, Trace.BEYOND))
#: So many exhibits are named for each kind.
_NAMED = 6


def tell_traces(seen: Iterable[tuple[str, Collection[Trace]]]) -> list[Finding]:
    """Return one finding about what originals tell (number of the exhibit, traces of one); none if that is nothing."""
    found: dict[Trace, list[str]] = {trace: [] for trace in Trace}
    for number, traces in seen:
        for trace in traces:
            found[trace].append(number)
    listed = tuple(
        text("bundle.traces", what=text(f"bundle.trace_{trace}"), count=len(numbers), numbers=_named(numbers))
        for trace, numbers in found.items()
        if numbers
    )
    if not listed:
        return []
    level = None if any(found[trace] for trace in _OF_PERSONS) else Level.NOTE
    return [finding("LX-B101", level=level, listed=listed)]


def _named(numbers: Sequence[str]) -> tuple[str, ...]:
    several = tuple(dict.fromkeys(numbers))
    return several[:_NAMED] + (("…",) if len(several) > _NAMED else ())
