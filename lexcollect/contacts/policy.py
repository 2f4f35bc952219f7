"""Policy (内部联系规则): a house's own limits for contacts, stricter where a statute stands behind the rule.

Owns the keys of ``联系规则.yaml`` and the reading of its text. A number or hours that rest on a statute may be made
stricter and never looser; what is policy or a standard that does not bind may be set or left out (不限). Refuses
unknown keys, numbers that are none, and a night that is shorter than the rule's.
"""

from __future__ import annotations

from typing import Any

from lexcollect.cn.times import BadTime, clock, parse_time
from lexcollect.contacts.rules import Standard, every_rule, within
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.yamltree import parse_yaml

#: The value of a rule that the house does not apply.
OPEN = "-"
_UNLIMITED = frozenset(("不限", "off", "-"))
#: The key of each rule that can be set, in Chinese.
KEYS = {
    "night": "禁止时段",
    "evening": "晚间时段",
    "window": "联系时段",
    "rest_day": "休息日",
    "calls": "每日接通次数",
    "visits": "每日上门次数",
    "messages": "每日消息条数",
    "visitors": "上门人数",
    "staff": "其他员工",
    "lawyer_only": "只联系律师",
    "no_contact": "不再联系",
}
_OF = {**{zh: key for key, zh in KEYS.items()}, **{key: key for key in KEYS}}
_HOURS = frozenset(("night", "evening", "window"))
_NUMBERS = frozenset(("calls", "visits", "messages", "visitors"))
#: Rules that are either asked or not.
_SWITCHES = frozenset(KEYS) - _HOURS - _NUMBERS
_PERSONS = ("可以联系的人", "permitted")
_MOST = 99


@dataclass(frozen=True)
class Policy:
    """The house's own values by rule, and the names of persons it allows besides (书面授权另有记录的)."""

    values: dict[str, str] = field(default_factory=dict)
    permitted: frozenset[str] = frozenset()

    def over(self, general: Policy) -> Policy:
        """Return this policy, that of a matter, laid over the general one of the house."""
        return Policy({**general.values, **self.values}, general.permitted | self.permitted)


def read_policy(raw: bytes, name: str) -> tuple[Policy, tuple[Finding, ...]]:
    """Return the policy that the text ``raw`` of the file ``name`` states, and what is wrong with it.

    What is wrong is left out: the shipped rule holds in its place.
    """
    tree, found = parse_yaml(raw, name)
    if tree is None or not isinstance(tree.data, dict):
        return Policy(), tuple(found) or (finding("LX-N050", Where(name)),)
    values: dict[str, str] = {}
    permitted: frozenset[str] = frozenset()
    findings: list[Finding] = []
    for key, value in tree.data.items():
        where = tree.where((str(key),), str(key))
        if key in _PERSONS:
            permitted = frozenset(str(one).strip() for one in value) if isinstance(value, list) else frozenset()
            continue
        rule = _OF.get(str(key))
        if rule is None:
            findings.append(finding("LX-N051", where, key=str(key), keys=list(KEYS.values())))
            continue
        read = _value(rule, "" if value is None else str(value).strip())
        if read is None:
            findings.append(finding("LX-N052", where, key=str(key), text=str(value)))
        elif _looser(rule, read):
            findings.append(finding("LX-N053", where, key=str(key), text=str(value), least=_strict(rule)))
        else:
            values[rule] = read
    return Policy(values, permitted), tuple(findings)


def _value(rule: str, words: str) -> str | None:
    """Return a value as the rules have it; ``None`` for one that cannot be read."""
    if words in _UNLIMITED:
        return OPEN
    if rule in _HOURS:
        return _hours(words)
    if rule in _NUMBERS:
        return str(int(words)) if words.isascii() and words.isdecimal() and int(words) <= _MOST else None
    return "" if words in ("提醒", "on") else None


def _hours(words: str) -> str | None:
    parts = words.replace("至", "-").replace("—", "-").replace("–", "-").split("-")
    try:
        first, last = (clock(parse_time(part)) for part in parts)
    except (BadTime, ValueError):
        return None
    return f"{first}-{last}" if first != last else None


def _strict(rule: str) -> str:
    """Return what a statute wants at the least: the value of the shipped rule."""
    return next((one.value for one in reversed(every_rule()) if one.id == rule), "")


def _looser(rule: str, value: str) -> bool:
    """Tell whether a value would loosen what a statute stands behind."""
    if all(one.standard is not Standard.STATUTE for one in every_rule() if one.id == rule):
        return False
    if value == OPEN:
        return True
    first, _, last = _strict(rule).partition("-")
    own_first, _, own_last = value.partition("-")
    own = (own_first, own_last)
    covers = within(first, own) and (own_last == last or within(last, own))
    return not covers or not (own_first > own_last)


def plain(policy: Policy) -> dict[str, Any]:
    """Return the policy as plain data."""
    return {"values": dict(policy.values), "permitted": sorted(policy.permitted)}
