"""What examples may ask: every rule and every topic of money, with the facts each takes.

Owns the way from a name to what answers it. A rule that its record states alone is here without a line of code; which
facts a rule takes, its record says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lexcollect.law.index import find, rule, shipped_index
from lexcollect.lawcheck.facts import Adapter, Topic
from lexcollect.lawcheck.keys import with_service


def adapter_of(name: str) -> Adapter | None:
    """Return what answers an example of rule ``name``; ``None`` when there is none."""
    from lexcollect.lawcheck import limitation, terms

    own, known = limitation.ADAPTERS.get(name) or terms.ADAPTERS.get(name), find(name)
    if own or known is None:
        return own
    if not known.function:
        return terms.stated
    return terms.by_function if known.watch == "function" else None


def adapters() -> Mapping[str, Adapter]:
    """Return what the program can check of dates, by rule id."""
    found = ((name, adapter_of(name)) for name in shipped_index())
    return {name: adapter for name, adapter in found if adapter}


@cache
def topics() -> Mapping[str, Topic]:
    """Return what the program can check of money, by topic."""
    from lexcollect.lawcheck import debts, fees, money

    return {**money.TOPICS, **fees.TOPICS, **debts.TOPICS}


def facts_of(name: str) -> Mapping[str, str]:
    """Return the facts that rule ``name`` takes, by kind."""
    return with_service(rule(name).facts)
