"""Speakers (谁说的): for which party the one who wrote a message speaks.

Owns the order of signs: what a person decided; an account or number that the case file has; a name that it has; the
owner of the device from whom the material comes; a name that abbreviates one party's. Only the first two are believed;
from the others everything is doubtful, and who is known by none is asked for and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from lexcollect.patterns import regex
from lexcollect.proposing.sayings.shapes import DIRECTIONS, Speaker, Talk
from lexcollect.proposing.sides import Sides
from lexcollect.records import dataclass
from lexcollect.wording import say


class Sign(StrEnum):
    """By what a speaker is known."""

    DECIDED = "decided"  # 由人认定
    ACCOUNT = "account"  # 案件文件里的账号、电话、邮箱
    NAME = "name"  # 同名
    OWNER = "owner"  # 导出聊天的设备的主人
    REMARK = "remark"  # 备注名像某一方的简称
    OTHER = "other"  # 一对一聊天里的另一方


#: Signs by which a speaker is believed without a further look.
SURE = frozenset({Sign.DECIDED, Sign.ACCOUNT})


@dataclass(frozen=True, slots=True)
class Who:
    """For whom a speaker speaks: ``party`` by name (empty: for nobody of ours), ``person`` who it is, where known.

    ``ground`` is what ties the account to the party (账号归属依据), empty where nobody has said.
    """

    party: str
    sign: Sign
    person: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the case file names: for which party, with which accounts and numbers."""

    party: str
    name: str
    accounts: frozenset[str]
    ground: str = ""


_PARTS = regex(r"[-_—－·\s（）()@|/.]+")
_LEGAL = regex(r"(?:股份|责任)?有限(?:责任)?公司$|（[^）]*合伙）$")
_POST = regex(r"^(?P<surname>[\u4e00-\u9fff])(?:会计|经理|总|部长|主任|厂长|工|姐|哥|老板|主管|财务)")
_HAN = regex(r"[\u4e00-\u9fff]{3,12}")
_TWO = 2


def who_speaks(
    talk: Talk, file: str, sides: Sides, people: tuple[Person, ...], decided: Mapping[str, Who]
) -> dict[str, Who]:
    """Return for whom each speaker of ``talk`` speaks, by its key; who is not there is to be asked for.

    ``decided`` is by :func:`decided_as`.
    """
    out = {one.key: who for one in talk.speakers if (who := _known(one, talk, file, sides, people, decided))}
    real = [one for one in talk.speakers if one.key]
    if len(real) == _TWO and len(out) == 1:
        (known,) = out.values()
        rest = next(one for one in real if one.key not in out)
        side = sides.side(known.party)
        if side in ("debtor", "surety") and known.party and len(sides.creditors) == 1:
            out[rest.key] = Who(next(iter(sides.creditors)), Sign.OTHER)
    return out


def decided_as(file: str, one: Speaker) -> str:
    """Return under what a decision is kept: an account is one in every chat, a bare name in its own file only."""
    bare = one.key in one.names or one.key in DIRECTIONS.values()
    return f"{file}#{one.key}" if bare else one.key


def _known(
    one: Speaker, talk: Talk, file: str, sides: Sides, people: tuple[Person, ...], decided: Mapping[str, Who]
) -> Who | None:
    if (known := decided.get(decided_as(file, one))) is not None:
        return known
    for person in people:
        if any(same_account(one.key, account) for account in person.accounts):
            return Who(person.party, Sign.ACCOUNT, person.name, person.ground)
    names = tuple(_names(one, talk, file))
    for person in people:
        if any(person.name and person.name in name for name in names):
            return Who(person.party, Sign.NAME, person.name)
    for name in (*sorted(sides.sureties), *sorted(sides.debtors), *sorted(sides.creditors)):
        if any(name in said for said in names):
            return Who(name, Sign.NAME, name if len(name) < 5 else "")
    if one.owner is True and len(sides.creditors) == 1:
        return Who(next(iter(sides.creditors)), Sign.OWNER)
    return _by_remark(names, sides, people)


def _names(one: Speaker, talk: Talk, file: str) -> Iterator[str]:
    """Yield what somebody is called; the other of two is also what the chat and its file are called."""
    yield from one.names
    known = [speaker for speaker in talk.speakers if speaker.key]
    if one.owner is False and len(known) == _TWO:
        yield talk.title
        yield PurePosixPath(file).stem


def _by_remark(names: tuple[str, ...], sides: Sides, people: tuple[Person, ...]) -> Who | None:
    """Return the one party that a part of a name abbreviates (沈河样例 for 沈阳沈河样例重型机械有限公司)."""
    parties = sides.creditors | sides.debtors | sides.sureties
    parts = [part for name in names for part in _PARTS.split(name) if part]
    meant = {
        party
        for party in parties
        for part in parts
        if _HAN.fullmatch(part) and len(party) > 4 and _abbreviates(part, _LEGAL.sub("", party))
    }
    if len(meant) != 1:
        return None
    (party,) = meant
    surnames = {match["surname"] for part in parts if (match := _POST.match(part))}
    persons = [one.name for one in people if one.party == party and one.name[:1] in surnames]
    return Who(party, Sign.REMARK, persons[0] if len(persons) == 1 else "")


def _abbreviates(part: str, name: str) -> bool:
    """Tell whether the characters of ``part`` stand in ``name`` in their order."""
    rest = iter(name)
    return all(character in rest for character in part)


def same_account(key: str, account: str) -> bool:
    """Tell whether two spellings are one account: case and the country code of a telephone apart."""
    have, want = (one.strip().lower().replace(" ", "").removeprefix("+86") for one in (key, account))
    return bool(want) and have == want


def people_in(case: Mapping[str, Any], sides: Sides) -> tuple[Person, ...]:
    """Return whom the case file names with accounts: those the contract authorises, representatives, the parties."""
    return tuple(_people(case, sides))


def _people(case: Mapping[str, Any], sides: Sides) -> Iterator[Person]:
    by_id = {id: name for name, id in sides.known.items()}
    for contract in _rows(case.get("contracts")):
        others = [by_id[id] for id in _parties(contract, by_id) if sides.side(by_id[id]) == "debtor"]
        debtors = others or sorted(sides.debtors)
        if len(debtors) != 1:
            continue
        for one in (*_rows(contract.get("statement_authority")), *_rows(contract.get("receivers"))):
            yield _person(debtors[0], one, str(one.get("clause") or ""))
    for party in _rows(case.get("parties")):
        name = str(party.get("name") or "")
        if not name or not sides.side(name):
            continue
        yield _person(name, {**party, "name": ""}, "")
        for key in ("legal_rep", "service_address"):
            held = party.get(key)
            if isinstance(held, Mapping):
                called = held.get("name") or held.get("recipient") or ""
                yield _person(name, {**held, "name": called}, str(held.get("clause") or ""))


def _parties(contract: Mapping[str, Any], by_id: Mapping[str, str]) -> Iterator[str]:
    held = contract.get("parties")
    for id in held if isinstance(held, list) else ():
        if str(id) in by_id:
            yield str(id)


def _person(party: str, one: Mapping[str, Any], clause: str) -> Person:
    accounts = {str(one[key]) for key in ("phone", "email", "im_account") if one.get(key)}
    return Person(
        party,
        str(one.get("name") or ""),
        frozenset(accounts),
        say("proposing.said.account", "zh", clause=clause) if clause else "",
    )


def _rows(held: Any) -> list[Mapping[str, Any]]:
    rows = held if isinstance(held, (list, tuple)) else [held] if isinstance(held, Mapping) else []
    return [one for one in rows if isinstance(one, Mapping)]
