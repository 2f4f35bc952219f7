"""Persons: what is said of the identity of parties and agents, and whether they were of age when they signed.

Owns the checks of numbers, gender, birth and age (民法典 17–20). A day of birth is as stated, else as the number tells.
Asks; capacity is a question for the person in charge.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Party
from lexcollect.cn.certificates import OF_GB_11643, Certificate, birth_in, fits
from lexcollect.cn.identifiers import check_id_number, id_gender
from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import Text, pair, text

#: Of age at eighteen (民法典 17).
OF_AGE = 18


def identities(case: Case) -> Iterator[Finding]:
    """Yield what the numbers and particulars of the parties leave open or contradict."""
    for party in case.parties:
        if party.role is k.Role.THIRD_PARTY:
            continue  # no party to the suit: its particulars stand in no paper
        if party.kind is k.PartyKind.NATURAL:
            yield from _natural(party)
        elif party.uscc is None:
            yield finding("LX-C048", party.where, name=party.name)
        if party.id_no and party.kind in (k.PartyKind.ORGANISATION, k.PartyKind.BRANCH):
            yield finding("LX-C087", party.where, name=party.name)
        if not party.domicile:
            yield finding("LX-C049", party.where, name=party.name)


def _natural(party: Party) -> Iterator[Finding]:
    if party.uscc:
        yield finding("LX-C086", party.where, name=party.name)
    if party.id_no is None:
        # Who sues knows his own number; who is sued has to be told from others of his name.
        code = "LX-C222" if party.role is k.Role.CREDITOR else "LX-C050"
        yield finding(code, party.where, name=party.name)
        return
    yield from _number(party, party.id_no)
    read = id_gender(party.id_no) if party.certificate in OF_GB_11643 else None
    if party.gender and read and party.gender != read:
        yield finding("LX-C052", party.where, name=party.name, stated=_sex(party.gender), derived=_sex(read))
    born = birth_in(party.id_no)
    if party.birth and born and party.birth != born:
        yield finding("LX-C053", party.where, name=party.name, stated=party.birth, derived=born)


def _sex(word: str) -> Text:
    return pair(word, {"男": "male", "女": "female"}.get(word, word))


def _number(party: Party, number: str) -> Iterator[Finding]:
    found = party.certificate
    assert found is not None
    called = pair(*k.CertificateKind(found.value).named)
    if party.id_kind is not None and not fits(party.id_kind.value, number):
        yield finding("LX-C088", party.where, name=party.name, number=number, kind=called)
    elif found is Certificate.ID_CARD:
        if not party.id_checked and "unknown_county" in check_id_number(number):
            yield finding("LX-C051", party.where, name=party.name)
    elif party.id_kind is None:
        yield finding("LX-C089", party.where, name=party.name, kind=called)


def ages(case: Case) -> Iterator[Finding]:
    """Yield who was not born, or not of age, on the day he signed a contract or a guarantee."""
    for party in case.parties:
        if party.kind is k.PartyKind.NATURAL and party.born is not None:
            yield from _aged(party.where, party.name, party.born, _signed(case, party))


def ages_on(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield which agents and representatives are not of age on ``as_of``: they act on that day."""
    people = [(agent.where, agent.name, agent.id_no) for agent in case.agents]
    people += [(p.legal_rep.where, p.legal_rep.name, p.legal_rep.id_no) for p in case.parties if p.legal_rep]
    for where, name, number in people:
        born = birth_in(number or "")
        if born is not None:
            yield from _aged(where, name, born, (as_of, text("casefile.deed.acts")))


def _signed(case: Case, party: Party) -> tuple[date, Text] | None:
    """Return the first day on which ``party`` signed, and what; of a joint debtor the last contract counts."""
    days = [
        (s.created_on, text("casefile.deed.guarantee"))
        for s in case.securities
        if s.grantor == party.id and s.created_on
    ]
    if party.role not in (k.Role.SURETY, k.Role.GRANTOR, k.Role.THIRD_PARTY):
        signed = sorted(c.signed_on for c in case.contracts if c.signed_on)
        # When a debt was joined is not recorded: mostly not before the last contract.
        on = signed[-1:] if party.role in (k.Role.JOINT_DEBTOR, k.Role.SPOUSE) else signed[:1]
        days += [(day, text("casefile.deed.contract")) for day in on]
    return min(days, key=lambda found: found[0]) if days else None


def _aged(where: Where, name: str, born: date, deed: tuple[date, Text] | None) -> Iterator[Finding]:
    if deed is None:
        return
    day, what = deed
    if born > day:
        yield finding("LX-C090", where, name=name, born=born, day=day, deed=what)
    elif (age := _years(born, day)) < OF_AGE:
        yield finding("LX-C091", where, name=name, born=born, day=day, deed=what, years=age)


def _years(born: date, day: date) -> int:
    """Return the completed years of age on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
