"""Parties: who is who, and how to reach them (当事人、代理人).

Owns the groups of persons, and the base of all facts that exhibits can prove.
"""

from __future__ import annotations

from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Day, ExhibitRefs, IdNumber, Line, Money, PartyRef, Percent, Uscc, YesNo
from lexcollect.casefile.values import Alike
from lexcollect.cn.certificates import Certificate, birth_in, certificate_of


class Proved(Fact):
    """A fact that names the exhibits which prove it (证据).

    ``distinct``: a person looked, and this is another fact than the one that looks like it (确为另一笔). ``standing``:
    shown by paper, asserted, disputed or unknown (证明状态); ``plead``: whether papers tell it (写入文书).
    """

    evidence: ExhibitRefs = ()
    distinct: YesNo = False
    standing: k.FactStanding | None = None
    plead: YesNo = True

    @property
    def known(self) -> bool:
        """Whether papers may tell it: it is not unknown, and nobody decided to leave it out."""
        return self.plead and self.standing is not k.FactStanding.UNKNOWN


class Person(Fact, alone="name"):
    """A natural person with a post: legal representative, contact (法定代表人、负责人)."""

    name: Line
    post: Line = ""
    phone: Line = ""
    id_no: IdNumber | None = None


class ServiceAddress(Fact, alone="address"):
    """An address agreed for notices and service of court papers (约定送达地址).

    ``electronic``: whether its owner agrees to be served by electronic means (民事诉讼法 90; 民诉法解释 136).
    """

    address: Line
    postcode: Line = ""
    recipient: Line = ""
    phone: Line = ""
    email: Line = ""
    electronic: YesNo | None = None
    clause: Line = ""


class BankAccount(Fact):
    """An account to pay into (收款账户)."""

    account_name: Line
    bank_name: Line
    account_no: Line


class Tie(Fact):
    """How a party stands beside the others of its side (共同关系): jointly, by shares, on what ground.

    ``with_party`` is whom it stands beside (nobody named: the first of its side), ``cap`` up to how much it joined the
    debt (民法典 552), ``text`` what papers say of it in the user's own words.
    """

    sharing: k.Sharing | None = None
    share: Percent | None = None
    ground: k.TieGround | None = None
    with_party: PartyRef = ""
    date: Day | None = None
    cap: Money | None = None
    text: Line = ""
    evidence: ExhibitRefs = ()


class Party(Proved, noun=("当事人", "party")):
    """A party (当事人), named exactly as registered.

    ``id_no`` may be that of a passport or permit; ``id_kind`` says of which where the form of the number does not.
    ``id_checked``: a person compared an unusual number with the paper itself.
    """

    id: Line
    role: k.Role
    kind: k.PartyKind
    name: Line
    uscc: Uscc | None = None
    id_no: IdNumber | None = None
    id_kind: k.CertificateKind | None = None
    id_checked: YesNo = False
    gender: Line = ""
    birth: Day | None = None
    ethnicity: Line = ""
    legal_rep: Person | None = None
    domicile: Line = ""
    phone: Line = ""
    email: Line = ""
    service_address: ServiceAddress | None = None
    bank: BankAccount | None = None
    tie: Tie | None = None
    note: Line = ""

    @property
    def certificate(self) -> Certificate | None:
        """The paper its number is printed on: as stated, else as the form of the number tells."""
        if self.id_kind is not None:
            return Certificate(self.id_kind.value)
        return certificate_of(self.id_no) if self.id_no else None

    @property
    def born(self) -> date | None:
        """The day of birth: as stated, else as the number tells."""
        return self.birth or birth_in(self.id_no or "")


class Agent(Fact, noun=("代理人", "agent"), alike=(Alike(("licence_no",), certain=True),)):
    """An agent (代理人): lawyer with firm and licence number, employee …; ``stages``: for which proceedings."""

    id: Line
    name: Line
    kind: k.AgentKind
    firm: Line = ""
    licence_no: Line = ""
    id_no: IdNumber | None = None
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    authority: k.Authority = k.Authority.GENERAL
    stages: tuple[k.Instance, ...] = ()
