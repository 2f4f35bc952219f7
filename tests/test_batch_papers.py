"""Papers from a ledger: one a debtor, whole batches, nothing written twice, nothing invented (批量出文书)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_rows import AS_OF, CREDITOR, ledger, row
from lexcollect.documents.plaintext import words_of
from lexcollect.findings import Refused
from lexcollect.ledgers import batches, manifest, workers
from lexcollect.ledgers.creditor import Profile, profile_in
from lexcollect.ledgers.debtors import choose
from lexcollect.ledgers.letters import Setting, inputs_of, make, with_law
from lexcollect.ledgers.names import file_names
from lexcollect.ledgers.row import Action, DebtorKind, LedgerRow, Limitation, LimitationState, Method
from lexcollect.ledgers.sending import content_line
from lexcollect.ledgers.where import conditions

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def profile(text: str = CREDITOR) -> Profile:
    found, said = profile_in(text.encode(), "债权人.yaml")
    assert found is not None, [one.line() for one in said]
    return found


def setting(paper: str = "demand", **more: Any) -> Setting:
    return with_law(Setting(paper, profile(), AS_OF, **more), Path("/nowhere"))


def batch(
    root: Path, *rows: LedgerRow, paper: str = "demand", title: str = "催款函", limit: int = 0, **more: Any
) -> batches.Outcome:
    chosen = choose(rows, AS_OF)
    return batches.write(batches.Work(root, title, "台账.xlsx", setting(paper, **more), chosen, NOW, limit))


def said(data: bytes) -> str:
    return "\n".join(words_of(data).paragraphs)


def tree(folder: Path) -> dict[str, str]:
    """Return what lies below a folder, with digests, without the lock."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


# --- one letter ---------------------------------------------------------------------------------------------


def test_two_contracts_of_one_debtor_are_one_letter_with_a_table_and_one_sum() -> None:
    """A buyer owes 1,000 and 2,500 under two contracts: one letter, both named, 3,500 in all."""
    (group,) = choose(
        [row(4, contract="SL1"), row(9, contract="SL2", amount=Decimal(2500), balance=Decimal(2500))], AS_OF
    ).groups
    made = make(group, setting())
    assert made.data is not None
    words = said(made.data)
    assert "《商品分期买卖合同》（编号：SL1）" in words
    assert "《商品分期买卖合同》（编号：SL2）" in words
    assert "3,500.00元" in words
    assert made.asked == Decimal("3500.00")


def test_what_was_paid_without_a_day_is_a_sum_and_no_day_and_no_charge() -> None:
    """400 of 1,000 were paid, nobody knows when, and 0.05 % a day is agreed: principal 600, no penalty (民法典 585)."""
    paid = row(4, paid=Decimal(400), balance=Decimal(600), terms="万分之五/日")
    (group,) = choose([paid], AS_OF).groups
    made = make(group, setting())
    assert made.data is not None
    words = said(made.data)
    assert made.asked == Decimal("600.00")
    assert "违约金" not in words
    assert "已付400.00元" in words
    assert any("LX-G122" in note.render() for note in made.notes)


def test_a_complaint_tells_money_of_unknown_days_as_received_up_to_the_day() -> None:
    paid = row(4, paid=Decimal(400), balance=Decimal(600), address="济南市历下区样例路1号")
    (group,) = choose([paid], AS_OF).groups
    made = make(group, setting("complaint", court="济南市历下区人民法院"))
    assert made.data is not None
    assert "截至2026年11月21日，被告支付400.00元" in said(made.data)


def test_the_clause_of_the_ledger_is_counted_from_the_day_after_the_due_day() -> None:
    """1,000 due on Monday 3 June 2024, 0.05 % a day: 4 June 2024 to 21 November 2026 are 901 days, 450.50 yuan."""
    (group,) = choose([row(4, terms="日0.05%", due=date(2024, 6, 3))], AS_OF).groups
    made = make(group, setting())
    assert made.data is not None
    assert made.asked - made.principal == Decimal("450.50")
    assert "450.50元" in said(made.data)


def test_a_charge_nobody_can_read_is_told_and_left_out() -> None:
    (group,) = choose([row(4, terms="按公司规定")], AS_OF).groups
    made = make(group, setting())
    assert made.asked == Decimal("1000.00")
    assert any("按公司规定" in note.render() for note in made.notes)


def test_without_a_clause_the_statutory_loss_is_asked_only_when_chosen() -> None:
    """No charge agreed: nothing runs, unless 买卖合同解释 18(4) is asked for."""
    rows = [
        row(4, terms="无", due=date(2024, 6, 3), limitation=Limitation(LimitationState.OK, expiry=date(2027, 6, 3)))
    ]
    (group,) = choose(rows, AS_OF).groups
    assert make(group, setting()).asked == Decimal("1000.00")
    early = with_law(Setting("demand", profile(), date(2026, 9, 30), loss=True), Path("/nowhere"))
    with_loss = make(group, early)
    assert with_loss.data is not None, [one.render() for one in with_loss.reasons]
    assert with_loss.asked > Decimal("1000.00")
    assert "逾期付款损失" in said(with_loss.data)


def test_a_rate_that_is_not_published_yet_refuses_one_letter_and_says_so() -> None:
    """LPR of 20 October 2026 is not in the book: no letter on that clause, the others are written."""
    groups = choose(
        [row(4, terms="LPR四倍", contract="A"), row(5, ident="91370102FAKE97986M", contract="B")], AS_OF
    ).groups
    first, second = (make(group, setting()) for group in groups)
    assert first.data is None
    assert first.codes == ("LX-G123",)
    assert second.data is not None


def test_a_kind_of_business_without_terms_has_no_letter() -> None:
    (group,) = choose([row(4, business="仓储")], AS_OF).groups
    made = make(group, setting())
    assert made.data is None
    assert made.codes == ("LX-G120",)
    assert "仓储" in made.reasons[0].render()


def test_guarantor_and_missing_address_are_told_and_never_invented() -> None:
    (group,) = choose([row(4, address="", guarantor="王例敏")], AS_OF).groups
    made = make(group, setting())
    assert made.data is not None
    assert "王例敏" not in said(made.data)
    notes = "".join(note.render() for note in made.notes)
    assert "LX-G145" in notes
    assert "王例敏" in notes


def test_a_lawyers_letter_needs_a_lawyer_and_numbers_each_letter_by_its_row() -> None:
    lawyer = """代理人:
  - 编号: 律师
    类型: 律师
    姓名: 张示例
    律师事务所: 天津样例律师事务所
    执业证号: "11201202600000001"
    电话: "19900000009"
    地址: 天津市北辰区虚构路20号
选择:
  函件选择: {天数: 7, 函号: "（2026）津样律函字第{序号}号"}
"""
    with_lawyer = CREDITOR.partition("选择:")[0] + lawyer
    (group,) = choose([row(37)], AS_OF).groups
    without = make(group, setting("letter"))
    assert without.data is None
    made = make(group, with_law(Setting("letter", profile(with_lawyer), AS_OF), Path("/nowhere")))
    assert made.data is not None, [one.render() for one in made.reasons]
    assert "（2026）津样律函字第37号" in said(made.data)


def test_several_contracts_with_undated_payments_need_a_matter_before_a_suit() -> None:
    """Which contract a payment went to decides what is owed under each (民法典 560): a ledger does not say."""
    rows = [row(4, contract="A", paid=Decimal(100), balance=Decimal(900)), row(5, contract="B")]
    (group,) = choose(rows, AS_OF).groups
    assert make(group, setting("complaint", court="济南市历下区人民法院")).codes == ("LX-G124",)
    assert make(group, setting()).data is not None


# --- who is written to --------------------------------------------------------------------------------------


def test_every_row_has_a_paper_or_a_reason(tmp_path: Path) -> None:
    rows = [
        row(4, contract="A"),
        row(5, action=Action.SKIP_CLOSED, name="丙"),
        row(6, action=Action.SKIP_DUPLICATE, duplicate_of=4),
        row(7, action=Action.REVIEW_EXPIRED, name="丁"),
        row(8, name="戊", ident="91370102FAKE97986M", contract="B", business="仓储"),
    ]
    out = batch(tmp_path, *rows)
    papers = [number for one in out.entries for number in one.rows]
    assert sorted([*papers, *(one.row for one in out.left)]) == [4, 5, 6, 7, 8]
    reasons = {one.row: one.reason.render() for one in out.left}
    assert reasons[5] == "已结清"
    assert reasons[6] == "与第4行是同一份合同"
    assert "仓储" in reasons[8]
    listed = (tmp_path / "催款函" / "v1" / manifest.LEFT).read_text("utf-8-sig")
    assert [line[0] for line in csv.reader(io.StringIO(listed))][1:] == ["5", "6", "7", "8"]


def test_one_name_with_two_numbers_is_two_debtors() -> None:
    rows = [
        row(4, name="李样燕", kind=DebtorKind.PERSON, ident="370199199706124147"),
        row(5, name="李样燕", kind=DebtorKind.PERSON, ident="120199196706030044"),
    ]
    assert len(choose(rows, AS_OF).groups) == 2


def test_claims_out_of_time_are_written_on_only_when_a_lawyer_says_so() -> None:
    rows = [row(4, action=Action.REVIEW_EXPIRED)]
    assert not choose(rows, AS_OF).groups
    assert choose(rows, AS_OF, expired_too=True).groups


def test_a_limit_takes_those_first_whose_claims_end_first_and_fills_up_where_one_cannot_be_written(
    tmp_path: Path,
) -> None:
    def ending(number: int, ident: str, expiry: date, **more: Any) -> LedgerRow:
        return row(
            number,
            ident=ident,
            name=f"客户{number}",
            contract=f"C{number}",
            limitation=Limitation(LimitationState.OK, expiry=expiry),
            **more,
        )

    rows = [
        ending(4, "91370102FAKE43363L", date(2028, 1, 1)),
        ending(5, "91370102FAKE97986M", date(2027, 1, 1)),
        ending(6, "91120105FAKE60729W", date(2026, 12, 1), business="仓储"),
    ]
    out = batch(tmp_path, *rows, limit=1)
    assert [one.rows for one in out.written] == [(5,)]
    assert {one.row for one in out.left} == {4, 6}
    assert {one.row: one.reason.key for one in out.left}[4] == "batch_papers.left.limit"


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("30天内", [4]),
        ("企业", [4, 6]),
        ("个人", [5]),
        ("余额>=1000", [4, 5]),
        ("余额>=0.1万", [4, 5]),
        ("名称包含样例", [4, 6]),
        ("地址包含济南，企业", [4, 6]),
        ("仅电话", [6]),
        ("到期日<2024-05-01", [5]),
        ("逾期天数>903", [5]),
        ("行=5", [5]),
    ],
)
def test_conditions_pick_rows(typed: str, rows: list[int]) -> None:
    every = [
        row(4, limitation=Limitation(LimitationState.WITHIN_30, expiry=date(2026, 12, 21))),
        row(5, name="李某", kind=DebtorKind.PERSON, due=date(2024, 4, 30), ident="370199199706124147"),
        row(6, balance=Decimal("999.99"), method=Method.CALL, demand=date(2026, 1, 1)),
    ]
    wanted = conditions([typed])
    assert [one.number for one in every if all(each.holds(one, AS_OF) for each in wanted)] == rows


@pytest.mark.parametrize("typed", ["金额大的", "余额>=很多", "不存在>1", "到期日<明天", "__import__('os')"])
def test_a_condition_that_is_not_understood_stops(typed: str) -> None:
    with pytest.raises(Refused) as stopped:
        conditions([typed])
    assert stopped.value.findings[0].code == "LX-G110"


# --- batches on the disk ------------------------------------------------------------------------------------

THREE = (
    row(4, contract="A"),
    row(5, name="济南市恒丰样例商贸有限公司", ident="91370102FAKE97986M", contract="B"),
    row(6, name="曹例涛", kind=DebtorKind.PERSON, ident="370199199706124147", contract="C"),
)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    first = batch(tmp_path, *THREE)
    before = tree(tmp_path)
    again = batch(tmp_path, *THREE)
    assert len(first.written) == 3
    assert not again.written
    assert len(again.unchanged) == 3
    assert tree(tmp_path) == before


def test_a_changed_row_makes_a_batch_of_that_paper_alone(tmp_path: Path) -> None:
    batch(tmp_path, *THREE)
    mended = row(
        5, name="济南市恒丰样例商贸有限公司", ident="91370102FAKE97986M", contract="B", address="济南市样例区新路1号"
    )
    out = batch(tmp_path, THREE[0], mended, THREE[2])
    assert [one.rows for one in out.written] == [(5,)]
    assert out.folder is not None
    assert out.folder.name == "v2"
    assert len(list(out.folder.glob("*.docx"))) == 1
    assert not batch(tmp_path, THREE[0], mended, THREE[2]).written


def test_an_edited_letter_is_kept_and_told_and_a_removed_one_comes_back(tmp_path: Path) -> None:
    out = batch(tmp_path, *THREE)
    assert out.folder is not None
    edited, removed = out.folder / out.written[0].file, out.folder / out.written[1].file
    edited.write_bytes(edited.read_bytes() + b"\0")
    kept = edited.read_bytes()
    digest = out.written[1].sha256
    removed.unlink()
    again = batch(tmp_path, *THREE)
    assert edited.read_bytes() == kept
    assert [one.code for one in again.findings] == ["LX-G140"]
    assert hashlib.sha256(removed.read_bytes()).hexdigest() == digest
    assert len(again.made_anew) == 1


def test_the_manifest_names_rows_debtor_file_digest_and_sum(tmp_path: Path) -> None:
    out = batch(tmp_path, *THREE)
    assert out.folder is not None
    listed = json.loads((out.folder / manifest.LIST_JSON).read_text("utf-8"))
    assert listed["total"] == {"letters": 3, "asked": "3000.00"}
    for one in listed["letters"]:
        assert hashlib.sha256((out.folder / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    table = list(csv.reader(io.StringIO((out.folder / manifest.LIST_CSV).read_text("utf-8-sig"))))
    assert table[0][:4] == ["台账行", "客户名称", "合同编号", "文件"]
    assert [line[0] for line in table[1:]] == ["4", "5", "6"]


class _Killed(BaseException):
    """Stands for a kill: nothing of the run may handle it."""


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("torn", [False, True])
def test_a_run_cut_short_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, torn: bool
) -> None:
    """Killed after some letters, once with the last line of the log and the last letter cut in two."""
    whole = tmp_path / "ungestört"
    batch(whole, *THREE)
    cut = tmp_path / "gestört"
    real, count = batches.Progress.add, 0

    def add(self: Any, *args: Any) -> None:
        nonlocal count
        if count == after:
            raise _Killed
        count += 1
        real(self, *args)

    with monkeypatch.context() as patched:
        patched.setattr(batches.Progress, "add", add)
        with pytest.raises(_Killed):
            batch(cut, *THREE)
    assert not (cut / "催款函" / "v1").exists()
    partial = cut / "催款函" / batches.HIDDEN / "partial"
    if torn and after:
        log = partial / "progress.jsonl"
        log.write_bytes(log.read_bytes()[:-20])
        letter = sorted(partial.glob("*.docx"))[0]
        letter.write_bytes(letter.read_bytes()[:100])
    batch(cut, *THREE)
    assert tree(cut) == tree(whole)


def test_what_is_made_is_not_made_again_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = workers.make
    monkeypatch.setattr(workers, "make", lambda group, setting: made.append(group.id) or real(group, setting))
    with monkeypatch.context() as patched:
        patched.setattr(batches, "_publish", lambda *_: (_ for _ in ()).throw(_Killed()))
        with pytest.raises(_Killed):
            batch(tmp_path, *THREE)
    assert len(made) == 3
    batch(tmp_path, *THREE)
    assert len(made) == 3


def test_processes_and_one_process_give_the_same_bytes(tmp_path: Path) -> None:
    chosen = choose(THREE, AS_OF)
    for name, count in (("einer", 1), ("zwei", 2)):
        batches.write(batches.Work(tmp_path / name, "催款函", "台账.xlsx", setting(), chosen, NOW, 0, count))
    assert tree(tmp_path / "einer") == tree(tmp_path / "zwei")


# --- names and archives -------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.text(max_size=90), st.text(max_size=90), st.integers(1, 10**6)),
        min_size=1,
        max_size=6,
        unique_by=lambda each: each[2],
    )
)
@settings(max_examples=60, deadline=None)
def test_file_names_are_safe_short_and_apart(rows: list[tuple[str, str, int]]) -> None:
    groups = choose([row(n, name=name, contract=contract, ident=f"X{n}") for name, contract, n in rows], AS_OF).groups
    names = file_names(groups, "民事起诉状（要素式）")
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert len(name) <= 70
        assert len(name.encode()) <= 200
        assert name.endswith(".docx")
        assert not set(name) & set('<>:"/\\|?*')
        assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}


def test_complaints_are_packed_court_by_court_with_utf8_names_and_a_list(tmp_path: Path) -> None:
    rows = [
        row(4, contract="A", court="济南市历下区人民法院", address="济南市历下区样例路1号"),
        row(
            5,
            name="济南市恒丰样例商贸有限公司",
            ident="91370102FAKE97986M",
            contract="B",
            court="济南市市中区人民法院",
            address="济南市市中区样例路2号",
        ),
        row(
            6,
            name="济南市三号样例有限公司",
            ident="91120105FAKE60729W",
            contract="C",
            court="济南市历下区人民法院",
            address="济南市历下区样例路3号",
        ),
    ]
    out = batch(tmp_path, *rows, paper="complaint", title="民事起诉状")
    assert out.folder is not None
    assert sorted(path.name for path in out.folder.glob("*.zip")) == [
        "济南市历下区人民法院.zip",
        "济南市市中区人民法院.zip",
    ]
    with zipfile.ZipFile(out.folder / "济南市历下区人民法院.zip") as archive:
        names = archive.namelist()
        assert names[0] == "清单.csv"
        assert len(names) == 3
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
        for entry in (one for one in out.written if one.court == "济南市历下区人民法院"):
            inside = archive.read(entry.file.rpartition("/")[2])
            assert hashlib.sha256(inside).hexdigest() == entry.sha256
    asked = (out.folder / manifest.UNPROVED).read_text("utf-8-sig")
    assert "已经履行：送货单" in asked
    assert not (out.folder / manifest.SENDING).exists()


def test_element_forms_come_with_their_values_by_the_ids_of_the_edition(tmp_path: Path) -> None:
    rows = [row(4, contract="A", address="济南市历下区样例路1号", court="济南市历下区人民法院")]
    out = batch(tmp_path, *rows, paper="form", title="民事起诉状（要素式）")
    assert out.folder is not None, [one.reason.render() for one in out.left]
    data = json.loads((out.folder / "要素式-06.json").read_text("utf-8"))
    assert data["form"] == "06"
    assert data["edition"] == "2025-07-14"
    known = {field["id"] for field in data["fields"]}
    (filled,) = data["rows"]
    assert set(filled) - known == {"rows", "name", "court", "file"}
    assert "1,000.00" in "".join(filled.values())
    assert (out.folder / "要素式-06.xlsx").is_file()


# --- the list for posting -----------------------------------------------------------------------------------


def test_the_content_line_names_contract_sum_and_paper(tmp_path: Path) -> None:
    """内件品名 of a waybill: 文件 alone proves little; the contract, the sum and the kind of letter do."""
    out = batch(tmp_path, *THREE)
    assert content_line(out.written[0], "催款函") == "关于合同A欠款1,000.00元的催款函"


def test_ledger_words_are_no_formulas(tmp_path: Path) -> None:
    out = batch(tmp_path, row(4, name="=cmd|' /C calc'!A0", contract="@SUM(1)"))
    assert out.folder is not None
    for name in (manifest.LIST_CSV, manifest.LEFT):
        for line in csv.reader(io.StringIO((out.folder / name).read_text("utf-8-sig"))):
            assert not any(cell.startswith(("=", "@", "+")) for cell in line)
    with zipfile.ZipFile(out.folder / manifest.SENDING) as box:
        assert b"<f>" not in b"".join(box.read(name) for name in box.namelist() if name.startswith("xl/worksheets/"))


# --- the creditor -------------------------------------------------------------------------------------------


def test_the_creditor_of_a_matter_serves_as_well() -> None:
    """The case file of the steel matter: creditor, lawyer and the clause on delay, no debtor and no number."""
    raw = (Path(__file__).parent.parent / "examples" / "matter-steel" / "案件.yaml").read_bytes()
    found, told = profile_in(raw, "案件.yaml")
    assert found is not None, [one.line() for one in told]
    assert found.name == "天津津渤示例钢材贸易有限公司"
    terms = found.terms_of("什么都行")
    assert terms is not None
    assert "number" not in terms
    (group,) = choose([row(4)], AS_OF).groups
    made = make(group, with_law(Setting("demand", found, AS_OF), Path("/nowhere")))
    assert made.data is not None, [one.render() for one in made.reasons]
    assert "沈河" not in said(made.data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CREDITOR.replace("身份: 债权人", "身份: 债务人"), "LX-G101"),
        (CREDITOR.replace("名称: 设备维修合同", "名称: "), "LX-G103"),
        (CREDITOR.replace("名称: 示例零售集团有限公司", "名称: ", 1), "LX-C003"),
        (CREDITOR.replace("合同:", "合同们:"), "LX-C010"),
        (CREDITOR.partition("合同:")[0], "LX-G102"),
        ("[", "LX-A"),
    ],
)
def test_a_creditor_file_with_a_mistake_is_refused_at_its_place(text: str, code: str) -> None:
    found, told = profile_in(text.encode(), "债权人.yaml")
    assert found is None
    assert any(one.code.startswith(code) for one in told), [one.code for one in told]


def test_the_digest_of_what_a_letter_is_made_from_follows_every_value() -> None:
    (group,) = choose([row(4)], AS_OF).groups
    base = inputs_of(group, setting())
    for change in (
        {"address": "别处"},
        {"balance": Decimal("999")},
        {"terms": "月2%"},
        {"phones": ("1",)},
        {"paid": Decimal(1)},
    ):
        (other,) = choose([row(4, **change)], AS_OF).groups
        assert inputs_of(other, setting()) != base
    assert inputs_of(group, setting(loss=True)) != base
    assert ledger(row(4)).rows[0].number == 4


def test_the_form_does_not_say_of_undated_money_whether_it_came_in_time(tmp_path: Path) -> None:
    """The form asks what was paid in time and what late; the ledger has a sum only, so both blanks stay open."""
    paid = row(
        4, paid=Decimal(400), balance=Decimal(600), address="济南市历下区样例路1号", court="济南市历下区人民法院"
    )
    out = batch(tmp_path, paid, paper="form", title="民事起诉状（要素式）")
    assert out.folder is not None, [one.reason.render() for one in out.left]
    (filled,) = json.loads((out.folder / "要素式-06.json").read_text("utf-8"))["rows"]
    assert "F8.paid_late" not in filled
    assert "F8.paid_on_time" not in filled
    assert filled["F8.unpaid"] == "600.00"
    assert any("截至2026年11月21日" in value and "400.00元" in value for value in filled.values())
