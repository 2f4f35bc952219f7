"""证明矩阵: for each element of the claim, which exhibits bear it, what is missing, what would fill it and by whom.

The rows of the steel and the loan matter were written by hand from the articles and the exhibits before the program was
asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from calc_run import asked
from case_kit import AS_OF, CONTRACT, debt, letter, matter_with, seal, surety
from drawn import _example
from lexcollect.burden import Gap, Gravity, Row, Standing, Supplier, gaps_of, matrix
from lexcollect.casefile.exhibits import ExhibitRef, numbers
from lexcollect.causes import causes
from lexcollect.causes.cause import Burden, Shows
from lexcollect.matter.example import load_example, names, prepare

_NONE: Mapping[str, ExhibitRef] = {}


def rows_of(name: str) -> tuple[tuple[Row, ...], Mapping[str, ExhibitRef]]:
    given = _example(name)
    assert given.dossier is not None
    return matrix(given.case, given.claims, given.dossier.agenda, given.exhibits), given.exhibits


def told(name: str) -> dict[str, tuple[str, str]]:
    """Element → how it stands, and the numbers of its exhibits."""
    rows, exhibits = rows_of(name)
    return {row.element.shows.value: (row.standing.value, numbers(row.exhibits, exhibits)) for row in rows}


def small(refs: Mapping[str, ExhibitRef] = _NONE, as_of: date = AS_OF, **groups: Any) -> dict[Shows, Row]:
    """The rows of the small loan-like sale of ``case_kit`` with facts added."""
    matter = matter_with(as_of, **groups)
    return {row.element.shows: row for row in matrix(matter.case, matter.claims, matter.agenda, refs)}


def ref(id: str, no: str, kind: str = "书证", original: str = "有", purpose: str = "", title: str = "") -> ExhibitRef:
    return ExhibitRef(id, no, title or id, kind, 1, None, original, purpose=purpose)


def refs(*ones: ExhibitRef) -> dict[str, ExhibitRef]:
    return {one.id: one for one in ones}


def cited(gap: Gap) -> list[str]:
    return [f"{cite.law} {cite.article}" for cite in gap.cites]


# --- by hand: the steel matter ----------------------------------------------------------------------------------------


def test_the_steel_matter_row_by_row() -> None:
    """Sale (evidence handbook 5.1).

    SH-0609 was taken by somebody whose authority is not proved and SH-0907 by nobody; the sealed statement 4-2 confirms
    both, so delivery is shown. The orders have no original; 4-2 carries the sum beside them. No costs were spent.
    """
    found = told("steel")
    assert list(found) == [
        *("parties", "agreement", "handed_over", "amount", "due", "paid", "defence", "late_charge", "excess"),
        *("costs", "security", "limitation"),
    ]
    assert {key: standing for key, (standing, _) in found.items()} == {
        **dict.fromkeys(("parties", "agreement", "handed_over", "amount", "due", "late_charge"), "shown"),
        **dict.fromkeys(("security", "limitation"), "shown"),
        **dict.fromkeys(("paid", "defence", "excess"), "other_side"),
        "costs": "not_asked",
    }
    assert found["agreement"][1] == "2-1"
    assert found["handed_over"][1] == "3-1、3-2、3-3、3-4、3-5、3-6、3-7、4-2、5-1"
    assert found["paid"][1] == "4-1、4-3"
    assert found["late_charge"][1] == "2-1"
    assert found["security"][1] == "2-2、5-6、5-7、5-8"
    assert {"5-3", "5-4", "5-5"} <= {*found["limitation"][1].split("、")}  # the letter that decides, and its proof


def test_the_gaps_of_the_steel_matter() -> None:
    """Nothing the claim hangs on is missing; what is left is originals, the recording, clear words, one address."""
    rows, _ = rows_of("steel")
    found = gaps_of(rows)
    assert all(gap.gravity is Gravity.HELPS for _, gap in found)
    said = [str(gap.what) + "：" + "、".join(map(str, gap.names)) for _, gap in found]
    assert any("原件" in line and "证据2-3" in line and "证据2-5" in line for line in said)  # the orders
    assert any("电话" in line and "单方记录" in line for line in said)
    assert any("用语不明确" in line for line in said)  # 2024-12-30 by chat
    assert any("寄往" in line or "地址" in line for line in said)  # the letter to the guarantor


def test_the_five_papers_of_the_demand_letter() -> None:
    """催款函 of 2025-05-20: content 5-3, posting 5-4, address 2-1 (clause 7.1), arrival 5-5, answer 5-1."""
    rows, exhibits = rows_of("steel")
    (row,) = [row for row in rows if row.element.shows is Shows.LIMITATION]
    (chain,) = [chain for chain in row.chains if chain.on == date(2025, 5, 23)]
    assert chain.counts
    assert [numbers(ids, exhibits) for _, ids in chain.links] == ["5-3", "5-4", "2-1", "5-5", "5-1"]


# --- by hand: the loan ------------------------------------------------------------------------------------------------


def test_the_loan_row_by_row() -> None:
    """Private loan (evidence handbook 5.2): nobody entered where the money came from, which the court may ask."""
    found = told("loan")
    assert found == {
        "agreement": ("shown", "2-1"),
        "handed_over": ("shown", "3-1、3-2"),
        "funds": ("missing", ""),
        "interest": ("shown", "2-1"),
        "late_interest": ("by_law", ""),
        "due": ("shown", "2-1"),
        "paid": ("other_side", "3-3、3-4"),
        "costs": ("shown", "2-1、5-1"),
        "security": ("shown", "2-2、2-3、4-1、4-2、4-3"),
        "limitation": ("shown", "4-4、4-5、4-6"),
    }


def test_the_gaps_of_the_loan() -> None:
    """The source of the funds, and the addresses of three letters: nothing the claim hangs on."""
    rows, _ = rows_of("loan")
    found = gaps_of(rows)
    assert {gap.gravity for _, gap in found} == {Gravity.HELPS}
    (funds,) = [gap for row, gap in found if row.element.shows is Shows.FUNDS]
    assert funds.papers and cited(funds) == ["民间借贷规定 13", "民间借贷规定 18"]
    addresses = [gap for _, gap in found if "地址" in str(gap.what)]
    assert sum(len(gap.names) for gap in addresses) == 3 and {gap.supplier for gap in addresses} == {Supplier.LAWYER}


# --- the rules --------------------------------------------------------------------------------------------------------


def one(row: Row) -> Gap:
    (gap,) = row.gaps
    return gap


DELIVERY = {"obligation": "货款", "date": "2024-01-20", "doc_no": "SH-1"}


def test_an_invoice_alone_is_no_proof_of_delivery() -> None:
    """买卖合同解释5(1): VAT invoices alone do not prove delivery."""
    invoice = {"number": "1" * 20, "date": "2024-01-21", "amount": "100000", "obligation": "货款", "evidence": ["发票"]}
    row = small(deliveries=[{**DELIVERY, "evidence": ["发票"]}], invoices=[invoice])[Shows.HANDED_OVER]
    assert row.standing is Standing.WEAK and one(row).gravity is Gravity.WEAK
    assert cited(one(row)) == ["买卖合同解释 5(1)"]


@pytest.mark.parametrize(("authority", "article"), [("unsigned", "证据规定 92"), ("employee_unproved", "民法典 170")])
def test_our_own_note_is_weak_until_the_debtor_confirms(authority: str, article: str) -> None:
    """A note nobody signed, or somebody without authority; the sealed statement named under the delivery cures it."""
    bare = {**DELIVERY, "receiver_authority": authority, "evidence": ["SH-1"]}
    row = small(deliveries=[bare])[Shows.HANDED_OVER]
    assert row.standing is Standing.WEAK and cited(one(row))[0] == article
    confirmed = {**bare, "evidence": ["SH-1", "statement2024-02-01"]}
    sealed = seal("2024-02-01", amount="100000.00")
    assert small(deliveries=[confirmed], acknowledgements=[sealed])[Shows.HANDED_OVER].standing is Standing.SHOWN
    elsewhere = small(deliveries=[bare], acknowledgements=[sealed])[Shows.HANDED_OVER]
    assert elsewhere.standing is Standing.WEAK  # the statement is not named under this delivery


def test_nothing_is_nothing() -> None:
    """A price without a delivery, a delivery without an exhibit, a contract without a paper."""
    rows = small()
    for shows in (Shows.AGREEMENT, Shows.HANDED_OVER, Shows.AMOUNT):
        assert rows[shows].standing is Standing.MISSING and one(rows[shows]).gravity is Gravity.DECIDES, shows
        assert one(rows[shows]).papers and one(rows[shows]).supplier is Supplier.CLIENT
    assert small(deliveries=[DELIVERY])[Shows.HANDED_OVER].standing is Standing.MISSING


def test_what_is_only_asserted_is_weak_and_what_is_unknown_is_nothing() -> None:
    asserted = {**DELIVERY, "receiver_authority": "seal", "evidence": ["SH-1"], "standing": "asserted"}
    assert small(deliveries=[asserted])[Shows.HANDED_OVER].standing is Standing.WEAK
    unknown = {**asserted, "standing": "unknown"}
    assert small(deliveries=[unknown])[Shows.HANDED_OVER].standing is Standing.MISSING


def test_a_copy_without_an_original_does_not_stand_alone() -> None:
    """证据规定11, 90(5); beside a paper in original it is only told. A print of electronic data is an original (15)."""
    signed = {**DELIVERY, "receiver_authority": "seal"}
    alone = small(refs(ref("甲", "1", original="无")), deliveries=[{**signed, "evidence": ["甲"]}])[Shows.HANDED_OVER]
    assert (alone.standing, one(alone).gravity) == (Standing.WEAK, Gravity.WEAK)
    assert cited(one(alone)) == ["证据规定 11", "证据规定 90(5)"]
    assert [str(name) for name in one(alone).names] == ["证据1 甲"]
    both = refs(ref("甲", "1", original="无"), ref("乙", "2"), ref("合同", "3"))
    written = [{**CONTRACT, "evidence": ["合同"]}]
    beside = small(both, contracts=written, deliveries=[{**signed, "evidence": ["甲", "乙"]}])[Shows.HANDED_OVER]
    assert (beside.standing, one(beside).gravity) == (Standing.SHOWN, Gravity.HELPS)
    data = refs(ref("甲", "1", kind="电子数据", original="电子"))
    assert small(data, deliveries=[{**signed, "evidence": ["甲"]}])[Shows.HANDED_OVER].gaps == ()


def test_the_word_of_a_party_does_not_stand_alone() -> None:
    """证据规定90(1)."""
    statement = refs(ref("说明", "1", kind="当事人的陈述"))
    row = small(statement, deliveries=[{**DELIVERY, "receiver_authority": "seal", "evidence": ["说明"]}])
    assert row[Shows.HANDED_OVER].standing is Standing.WEAK


def test_a_purpose_bears_a_fact_only_if_it_speaks_of_that_fact() -> None:
    """An exhibit no fact names: its purpose must speak of delivery and of this note."""
    of_this = refs(ref("甲", "1", purpose="SH-1的货物由被告签收"))
    of_other = refs(ref("甲", "1", purpose="SH-2的货物由被告签收"))
    of_price = refs(ref("甲", "1", purpose="SH-1的单价"))
    signed = {**DELIVERY, "receiver_authority": "seal"}
    assert small(of_this, deliveries=[signed])[Shows.HANDED_OVER].exhibits == ("甲",)
    for given in (of_other, of_price):
        assert small(given, deliveries=[signed])[Shows.HANDED_OVER].standing is Standing.MISSING


def test_without_a_written_contract_the_rest_is_weighed_together() -> None:
    """买卖合同解释1(1): notes, statements and invoices with usage; weak, not nothing."""
    row = small(deliveries=[{**DELIVERY, "evidence": ["SH-1"]}])[Shows.AGREEMENT]
    assert row.standing is Standing.WEAK and row.exhibits == ("SH-1",)
    assert cited(one(row)) == ["买卖合同解释 1"]


def test_the_letter_that_would_save_a_barred_claim_comes_first() -> None:
    """Due 2020-03-15, three years end on 2023-03-15 (民法典188); the letter of 2022-05-01 lacks its tracking page.

    With it the period would run to 2025-05-01; asked on 2024-06-01 the claim hangs on that page.
    """
    late = letter("2022-05-01", delivered_on=None, status="sent")
    late["links"] = {**late["links"]}
    late["links"].pop("arrival")
    row = small(as_of=date(2024, 6, 1), obligations=[debt(due="2020-03-15")], communications=[late])[Shows.LIMITATION]
    assert row.standing is Standing.MISSING
    assert row.gaps[0].gravity is Gravity.DECIDES


def test_a_guarantee_nobody_called_on_is_urgent_until_its_last_day() -> None:
    """Debt due 2026-10-15; no period agreed: six months (民法典692(2)) from 2026-10-15 to 2027-04-15."""
    given = small(**with_surety())[Shows.SECURITY]
    (gap,) = [gap for gap in given.gaps if gap.until]
    assert gap.gravity is Gravity.WEAK and gap.supplier is Supplier.LAWYER and gap.until == date(2027, 4, 15)


def with_surety() -> dict[str, Any]:
    from case_kit import PARTIES, SURETY

    return {
        "parties": [*PARTIES, SURETY],
        "obligations": [debt(due="2026-10-15")],
        "securities": [surety(evidence=["保证书"])],
    }


# --- the data ---------------------------------------------------------------------------------------------------------


def test_every_cause_names_its_elements() -> None:
    """A new cause is not whole without them: the contract or the paper, what the debtor may prove, and limitation."""
    for cause in causes():
        shows = [element.shows for element in cause.proof]
        assert Shows.LIMITATION in shows and {Shows.AGREEMENT, Shows.BOUGHT} & {*shows}, cause.id
        assert any(element.burden is Burden.DEBTOR for element in cause.proof), cause.id
        assert len(shows) == len({*shows}), cause.id
        for element in cause.proof:
            assert len(element.evidence) == len(element.evidence_en) > 0, (cause.id, element.fact)


@pytest.mark.parametrize("name", names())
def test_every_example_has_a_matrix(name: str) -> None:
    rows, exhibits = rows_of(name)
    assert rows
    for row in rows:
        assert {*row.exhibits} <= {*exhibits}, row.element.fact
        if row.standing is Standing.MISSING:
            assert row.gaps, row.element.fact
    for lang in ("zh", "en"):
        for _, gap in gaps_of(rows):
            assert gap.what.render(lang) and (gap.papers or gap.fill) and all(name.render(lang) for name in gap.names)


# --- typed ------------------------------------------------------------------------------------------------------------


def test_intake_gaps_ends_with_1_while_something_has_no_proof(tmp_path: Path) -> None:
    """The lease: one month of the guarantee hangs on a letter whose waybill says only 文件. The steel lacks nothing."""
    for name, code in (("lease", 1), ("steel", 0)):
        example = load_example(name)
        prepare(example, tmp_path / name)
        before = {path: path.stat().st_mtime_ns for path in (tmp_path / name).rglob("*")}
        words = ("intake", str(tmp_path / name), "--gaps", "--as-of", example.as_of.isoformat(), "--no-input")
        got, screen = asked(*words)
        assert got == code and "证明矩阵" in screen and "缺口" in screen, screen
        assert ("LX-E100" in screen) is bool(code)
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / name).rglob("*")} == before  # it only reads
        got, said = asked(*words, "--json")
        data = json.loads(said)
        assert (got, data["exit"]) == (code, code)
        assert [gap["number"] for gap in data["gaps"]] == list(range(1, len(data["gaps"]) + 1))
        assert (data["gaps"][0]["gravity"] == "decides") is bool(code)
        assert all(row["fact"] and row["fact_en"] for row in data["matrix"])


def test_the_screen_speaks_english(tmp_path: Path) -> None:
    prepare(load_example("lease"), tmp_path / "lease")
    words = ("intake", str(tmp_path / "lease"), "--gaps", "--as-of", "2026-11-21", "--no-input", "--lang", "en")
    _, screen = asked(*words)
    assert "the guarantee stands and was called in time" in screen and "else: the guarantor is free" in screen


def test_ten_thousand_deliveries_take_a_moment() -> None:
    """Every fact looks its exhibits up: rows and exhibits are not compared pair by pair."""
    ids = [f"SH-{n}" for n in range(10_000)]
    many = [{**DELIVERY, "doc_no": id, "receiver_authority": "seal", "evidence": [id], "distinct": True} for id in ids]
    exhibits = {id: ref(id, f"3-{n}", purpose=f"{id}签收") for n, id in enumerate(ids, 1)}
    matter = matter_with(AS_OF, deliveries=many)
    started = process_time()
    rows = matrix(matter.case, matter.claims, matter.agenda, exhibits)
    assert process_time() - started < 5
    (row,) = [row for row in rows if row.element.shows is Shows.HANDED_OVER]
    assert row.standing is Standing.SHOWN and len(row.exhibits) == 10_000
