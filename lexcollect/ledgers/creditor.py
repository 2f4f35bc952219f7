"""Creditor: what all papers of a batch share (债权人资料), asked once and kept in one file.

Owns ``债权人.yaml``: the groups of a case file (parties, agents, contracts, choices) without a debtor, in its own keys,
so that a case file of one matter serves as well. Each contract in it is what was agreed under contracts of one kind of
business (业务类型); the ledger gives numbers, days and sums. Invents nothing: what is not in the file is in no paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from lexcollect.casefile.models import SCHEMA
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.records import dataclass, field

#: The file beside the ledger, and what a contract is called there that fits every kind of business.
NAME, ANY = "债权人.yaml", "通用"
#: What a ledger never holds: how the file is larger than any creditor's is told by the reader of it.
_SIDE = frozenset({"creditor"})
#: What one contract of a kind has from the ledger or from its own exhibits, and what stays with a single matter.
_OWN = frozenset({"id", "number", "signed_on", "evidence", "distinct", "standing", "payment_term", "receivers"})
#: What is chosen for all papers.
_CHOSEN = ("court", "court_ground", "letter")
#: What stands in a number of letters (函号) for the row of the ledger, and for the number of the contract.
NUMBERED_BY = BY_ROW, BY_CONTRACT = "{序号}", "{合同编号}"
#: The debtor that stands for all of them while the file is checked.
PROBE = "台账客户"


@dataclass(frozen=True)
class Profile:
    """The creditor of a batch, as plain data of a case file.

    ``contracts`` are the terms by kind of business; ``file`` is how findings call the file, ``sha256`` its digest.
    """

    parties: tuple[dict[str, Any], ...]
    agents: tuple[dict[str, Any], ...] = ()
    contracts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)
    file: str = NAME
    sha256: str = ""

    def terms_of(self, business: str) -> dict[str, Any] | None:
        """Return what was agreed under contracts of ``business``; ``None`` where the file does not say."""
        return self.contracts.get(business) or self.contracts.get(ANY)

    @cached_property
    def name(self) -> str:
        """The name of the creditor."""
        return str(self.parties[0].get("name", ""))

    @property
    def one_number(self) -> bool:
        """Whether every letter would have the same number (函号): it holds no place for row or contract."""
        letter = self.choices.get("letter")
        number = str(letter.get("letter_no") or "") if isinstance(letter, dict) else ""
        return bool(number) and not any(place in number for place in NUMBERED_BY)

    @property
    def court(self) -> str:
        """The court chosen for all complaints; empty where each row says its own."""
        return str(self.choices.get("court") or "")


def read_profile(path: Path, called: str = "") -> tuple[Profile | None, tuple[Finding, ...]]:
    """Return the creditor that the file at ``path`` describes, or ``None``; and every finding."""
    from lexcollect.yamltree import read_bytes

    raw, findings = read_bytes(path, called or path.name)
    if raw is None:
        return None, tuple(findings)
    return profile_in(raw, called or path.name)


def profile_in(raw: bytes, name: str) -> tuple[Profile | None, tuple[Finding, ...]]:
    """Return the creditor that ``raw`` describes: the text of such a file, or of the case file of a matter."""
    from lexcollect.casefile.loader import parts_of
    from lexcollect.files import sha256_bytes

    data, found = parts_of(raw, name)
    if has_errors(found):
        return None, found
    parties = tuple(dict(p) for p in data.get("parties", ()) if isinstance(p, dict) and _creditor(p))
    if not parties:
        return None, (*found, finding("LX-G101", Where(name)))
    contracts = _terms(data.get("contracts") or ())
    if not contracts:
        return None, (*found, finding("LX-G102", Where(name)))
    chosen = data.get("choices") or {}
    choices = {key: chosen[key] for key in _CHOSEN if isinstance(chosen, dict) and key in chosen}
    agents = tuple(dict(a) for a in data.get("agents", ()) if isinstance(a, dict))
    profile = Profile(parties, agents, contracts, choices, name, sha256_bytes(raw))
    wrong = _checked(profile)
    return (None if has_errors(wrong) else profile), (*found, *wrong)


def _creditor(party: Mapping[str, Any]) -> bool:
    from lexcollect.casefile.kinds import Role
    from lexcollect.casefile.values import spellings

    return spellings(Role).get(str(party.get("role", "creditor")).strip()) == Role.CREDITOR


def _terms(contracts: Any) -> dict[str, dict[str, Any]]:
    """Return the terms by kind of business; with one contract in the file they are those of every kind."""
    found = {
        str(each.get("id") or ANY): {key: value for key, value in each.items() if key not in _OWN}
        for each in contracts
        if isinstance(each, dict)
    }
    return {ANY: next(iter(found.values()))} if len(found) == 1 else found


def _checked(profile: Profile) -> list[Finding]:
    """Return what is wrong with the values of the file, each at its place, and what every paper would lack."""
    from lexcollect.casefile.facts import read_fact
    from lexcollect.casefile.loader import place_in
    from lexcollect.casefile.models import Case
    from lexcollect.casefile.refusals import finding_of

    data: dict[str, Any] = {
        "schema": SCHEMA,
        "matter": profile.name or NAME,
        "parties": [*profile.parties, {"id": PROBE, "role": "debtor", "kind": "natural", "name": PROBE}],
        "agents": list(profile.agents),
        "contracts": [{**terms, "id": business} for business, terms in profile.contracts.items()],
        "choices": dict(profile.choices),
    }
    _, slips = read_fact(Case, data)
    places: dict[str, Any] = {**data, "contracts": list(profile.contracts.values())}
    found = [finding_of(slip, _at(profile, place_in(places, slip))) for slip in slips]
    for business, terms in profile.contracts.items():
        if not terms.get("name"):
            found.append(finding("LX-G103", terms.get("where") or Where(profile.file), business=business))
    return found


def _at(profile: Profile, where: Where) -> Where:
    return where if where.file else Where(profile.file, field=where.field)
