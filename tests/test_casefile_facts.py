"""Facts declare their keys once: reading, references, checks, kinds and words all follow from the declaration."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lexcollect.casefile import kinds, parse_case
from lexcollect.casefile.checks import check_case, facts_of, references_of
from lexcollect.casefile.facts import Fact, Field, fields_of, plain, read_fact, walk
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.models import Case, Choices, Party, Payment, Proved
from lexcollect.casefile.values import BadValue, Kind
from lexcollect.claims.vocabulary import ASSETS, LOSS_MODES, PAYMENT_DAYS, TERM_UNITS, UNITS
from steel import steel_case

ID = "编号"
KINDS = [k for k in vars(kinds).values() if isinstance(k, type) and issubclass(k, Kind) and k is not Kind]
#: One of these is read by every type of value.
SAMPLES = ("x", "2024-01-05", "100.00", "1", "是", "每日万分之五", "91120113FAKE00013M", "210103199003078889")


def sample(field: Field) -> str:
    """Return a text that ``field`` takes."""
    if field.kind is not None:
        return next(iter(field.kind)).value
    assert field.value is not None
    for written in SAMPLES:
        try:
            field.value.read(written)
        except BadValue:
            continue
        return written
    raise AssertionError(f"no sample for {field.key}")


def filled(model: type[Fact]) -> dict[str, Any]:
    """Return data for ``model`` with every group, every required key and every reference filled."""
    data: dict[str, Any] = {}
    for field in fields_of(model):
        one: Any = None
        if field.model is not None:
            one = filled(field.model)
        elif field.key == "id" or field.refers is not None:
            one = ID
        elif field.required:
            one = sample(field)
        if one is not None:
            data[field.key] = [one] if field.many else one
    return data


def references(model: type[Fact], path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Field]]:
    """Yield every key below ``model`` that refers to another fact, with its place in :func:`filled` data."""
    for field in fields_of(model):
        here = (*path, field.key, *((0,) if field.many else ()))
        if field.refers is not None:
            yield here, field
        elif field.model is not None:
            yield from references(field.model, here)


REFERENCES = list(references(Case))


def dangling(data: dict[str, Any]) -> list[str]:
    case, slips = read_fact(Case, data)
    assert case is not None, slips
    return [f.message("zh") for f in check_case(case) if f.code == "LX-C034"]


# --- the declaration ---------------------------------------------------------------------------------------


def test_no_field_is_looked_at_before_a_case_is_read() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, lexcollect.casefile.loader; from lexcollect.casefile import facts; print(len(facts._FIELDS))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "0"


def test_a_fact_is_frozen_equal_by_its_values_and_changed_only_into_another() -> None:
    paid = Payment(date=date(2024, 3, 1), amount=Decimal("100.00"), payer="乙")
    assert paid == Payment(date=date(2024, 3, 1), amount=Decimal("100.00"), payer="乙")
    assert hash(paid) == hash(Payment(date=date(2024, 3, 1), amount=Decimal("100.00"), payer="乙"))
    assert (paid.kind, paid.designated_for, paid.evidence) == (kinds.PaymentKind.PAYMENT, "", ())
    more = paid.but(amount=Decimal("200.00"))
    assert (more.amount, more.payer, paid.amount) == (Decimal("200.00"), "乙", Decimal("100.00"))
    assert more != paid
    with pytest.raises(AttributeError):
        paid.amount = Decimal("1.00")  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del paid.payer


@pytest.mark.parametrize("values", [{"date": date(2024, 3, 1)}, {"amount": 1, "date": 2, "amuont": 3}])
def test_a_fact_made_in_code_with_a_key_too_few_or_unknown_is_a_programming_mistake(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="am"):
        Payment(**values)


def test_every_slip_of_a_tree_is_told_with_its_place() -> None:
    data = filled(Case)
    data["payments"] = [{"date": "2024-02-30", "amount": "-1"}, {"amount": "5"}, "x"]
    data["contracts"] = "x"
    data["settlement"]["instalments"] = []
    data["choices"]["warn_days"] = ["1", "2", "3", "4"]
    fact, slips = read_fact(Case, data)
    assert fact is None
    assert {(s.code, s.loc) for s in slips} == {
        ("LX-C011", ("payments", 0, "date")),
        ("LX-C012", ("payments", 0, "amount")),
        ("missing", ("payments", 1, "date")),
        ("group", ("payments", 2)),
        ("list", ("contracts",)),
        ("few", ("settlement", "instalments")),
        ("many", ("choices", "warn_days")),
    }


def test_the_shipped_matter_survives_the_way_to_plain_data() -> None:
    case = steel_case()
    data = plain(case)
    assert data["schema"] == "lexcollect/case/1"
    assert data["parties"][0]["kind"] is kinds.PartyKind.ORGANISATION
    assert [p["amount"] for p in data["payments"]] == [p.amount for p in case.payments]
    assert sum(isinstance(f, Proved) for f in walk(case)) == len(list(facts_of(case))) > 20


# --- references --------------------------------------------------------------------------------------------


def test_a_case_whose_references_all_lead_somewhere_has_no_dangling_one() -> None:
    assert dangling(filled(Case)) == []


@pytest.mark.parametrize("path, field", REFERENCES, ids=[".".join(map(str, p)) for p, _ in REFERENCES])
def test_each_reference_that_leads_nowhere_is_told(path: tuple[str | int, ...], field: Field) -> None:
    data = copy.deepcopy(filled(Case))
    holder: Any = data
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = "查无此号"
    assert field.refers is not None
    case, _ = read_fact(Case, data)
    assert case is not None
    assert "查无此号" in [id for _, refers, id in references_of(case) if refers is field.refers]
    told = dangling(data)
    if field.refers.group == EXHIBITS:  # the catalogue is a file of its own: check_evidence
        assert told == []
    else:
        (group,) = (f for f in fields_of(Case) if f.key == field.refers.group)
        assert group.model is not None
        assert len(told) == 1 and group.model.noun.zh in told[0] and "查无此号" in told[0]


def test_the_references_are_those_a_lawyer_expects() -> None:
    found = {(str(path[0]), field.key, field.refers.group) for path, field in REFERENCES if field.refers}
    assert {g for _, _, g in found} == {
        *("parties", "contracts", "obligations", "agents", "measures", "titles", "leased_things", "collaterals"),
        "communications",
        EXHIBITS,
    }
    assert {
        ("payments", "designated_for", "obligations"),
        ("securities", "grantor", "parties"),
        ("filings", "against", "parties"),
        ("titles", "covers", "obligations"),
        ("choices", "agent", "agents"),
        ("insolvencies", "person", "parties"),
        ("running_fees", "contract", "contracts"),
        ("acknowledgements", "contact", "communications"),
        ("registry_checks", "party", "parties"),
    } <= found


def test_two_facts_of_one_group_with_the_same_id_are_told_by_the_noun_of_the_group() -> None:
    for field in fields_of(Case):
        keys = {f.key: f.required for f in fields_of(field.model)} if field.model is not None and field.many else {}
        if field.model is None or "id" not in keys:
            continue
        assert all(field.model.noun), f"{field.key} has ids but no noun"
        data = filled(Case)
        data[field.key] = [copy.deepcopy(data[field.key][0]) for _ in range(2)]
        case, slips = read_fact(Case, data)
        assert case is not None, slips
        told = [f.message("zh") for f in check_case(case) if f.code == "LX-C033"]
        assert len(told) == 2 and field.model.noun.zh in told[0]  # one at each of both places


# --- kinds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_each_word_of_an_option_is_read_as_one_member(kind: type[Kind]) -> None:
    words = [word for member in kind for word in (member.value, *member.words)]
    assert len(words) == len(set(words))
    assert all(member.label and member.english for member in kind)
    assert all(kind.spellings()[word] is member for member in kind for word in member.words)


def test_a_word_that_is_no_option_is_answered_with_the_options() -> None:
    text = "schema: lexcollect/case/1\nmatter: 小案\nparties:\n- {id: 甲, role: 老板, kind: 公司, name: 甲公司}\n"
    told = [f for f in parse_case(text).findings if f.code == "LX-C007"]
    assert "债权人、债务人、保证人、共同债务人" in told[0].remedy("zh")


def test_kinds_that_the_law_knows_too_have_a_word_for_each_member() -> None:
    assert set(UNITS) == set(kinds.Unit)
    assert {*TERM_UNITS, kinds.TermUnit.WORKDAY, kinds.TermUnit.MONTH_DAY} == set(kinds.TermUnit)
    assert set(LOSS_MODES) == set(kinds.LossMode)
    assert set(ASSETS) == set(kinds.Asset)
    assert set(PAYMENT_DAYS) == set(kinds.PaymentDay)


def test_what_is_left_out_follows_the_default_of_the_declaration() -> None:
    assert Choices() == Choices(defendants=(), count_as_of_day=True)
    party, slips = read_fact(Party, {"id": "甲", "role": "原告", "kind": "公司", "name": "甲公司"})
    assert slips == [] and party is not None
    assert (party.role, party.uscc, party.where.line) == (kinds.Role.CREDITOR, None, 0)
