"""Parties: who is who, and how to reach them (当事人、代理人).

Owns the groups of persons, and the base of all facts that exhibits can prove.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Day, ExhibitRefs, IdNumber, Line, Uscc, YesNo
from lexcollect.casefile.values import Alike


class Proved(Fact):
    """A fact that names the exhibits which prove it (证据).

    ``distinct``: a person looked, and this is another fact than the one that looks like it (确为另一笔).
    """

    evidence: ExhibitRefs = ()
    distinct: YesNo = False


class Person(Fact):
    """A natural person with a post: legal representative, contact (法定代表人、负责人)."""

    name: Line
    post: Line = ""
    phone: Line = ""


class ServiceAddress(Fact):
    """An address agreed for notices and service of court papers (约定送达地址)."""

    address: Line
    recipient: Line = ""
    phone: Line = ""
    email: Line = ""
    clause: Line = ""


class BankAccount(Fact):
    """An account to pay into (收款账户)."""

    account_name: Line
    bank_name: Line
    account_no: Line


class Party(Proved, noun=("当事人", "party")):
    """A party (当事人), named exactly as registered."""

    id: Line
    role: k.Role
    kind: k.PartyKind
    name: Line
    uscc: Uscc | None = None
    id_no: IdNumber | None = None
    gender: Line = ""
    birth: Day | None = None
    ethnicity: Line = ""
    legal_rep: Person | None = None
    domicile: Line = ""
    phone: Line = ""
    email: Line = ""
    service_address: ServiceAddress | None = None
    bank: BankAccount | None = None
    note: Line = ""


class Agent(Fact, noun=("代理人", "agent"), alike=(Alike(("licence_no",), certain=True),)):
    """An agent (代理人): lawyer with firm and licence number, employee …"""

    id: Line
    name: Line
    kind: k.AgentKind
    firm: Line = ""
    licence_no: Line = ""
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    authority: k.Authority = k.Authority.GENERAL
