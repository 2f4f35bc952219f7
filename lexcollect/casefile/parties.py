"""Parties: who is who, and how to reach them (当事人、代理人).

Owns the base of all facts (frozen, each knowing its place in the file) and the groups of persons.
"""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from lexcollect.casefile import kinds as k
from lexcollect.casefile.fields import Day, IdNumber, Line, Uscc
from lexcollect.findings import NOWHERE, Where

Ids = tuple[Line, ...]


class Fact(BaseModel):
    """One fact or group of keys; ``where`` is its place in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    where: SkipJsonSchema[Where] = Field(default=NOWHERE, exclude=True, repr=False)


class Proved(Fact):
    """A fact that names the exhibits which prove it (证据)."""

    evidence: Ids = ()


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


class Party(Proved):
    """A party (当事人), named exactly as registered."""

    id: Line
    role: k.RoleField
    kind: k.PartyKindField
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


class Agent(Fact):
    """An agent (代理人): lawyer with firm and licence number, employee …"""

    id: Line
    name: Line
    kind: k.AgentKindField
    firm: Line = ""
    licence_no: Line = ""
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    authority: k.AuthorityField = k.Authority.GENERAL
