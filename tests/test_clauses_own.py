"""A matter's own wording: sentences said otherwise in ``templates/条款``, one by one, and what a bad file is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lexcollect.causes import cause_of
from lexcollect.causes.clause_book import MOST_FILES, book_of, own_book
from lexcollect.documents.own_sentences import own_sentences
from papers import drafted, text_of

SALE = cause_of("买卖合同纠纷")
PRICE = "complaint.relief.price"


def own(folder: Path, text: str, name: str = "我的.yaml") -> Path:
    """Write a file of own wording into ``folder`` (a folder of templates) and return the folder."""
    inside = folder / "条款"
    inside.mkdir(parents=True, exist_ok=True)
    (inside / name).write_text(text, "utf-8")
    return folder


def told(folder: Path) -> list[tuple[str, int]]:
    """Return code and line of every finding about the own wording in ``folder``; a book with errors takes nothing."""
    book, found = own_book(book_of(SALE), [folder])
    if any(f.level == "error" for f in found):
        assert not book.own
    return [(f.code, f.where.line) for f in found]


def test_one_sentence_is_said_otherwise_and_the_others_stay(tmp_path: Path) -> None:
    folder = own(tmp_path / "templates", f"clauses:\n  {PRICE}: 请求判令{{债务人}}立即支付{{债}}人民币{{金额}}元\n")
    result = drafted(tmp_path / "3-文书", "complaint", templates=[folder])
    text = text_of(result, "complaint")
    assert "1. 请求判令被告一立即支付货款人民币851,600.00元；" in text
    assert "2. 判令被告一支付违约金（暂计至2026年11月21日为507,593.80元" in text
    assert result.findings == drafted(tmp_path / "other", "complaint").findings


def test_own_wording_may_ask_for_other_circumstances(tmp_path: Path) -> None:
    # The circumstances, order and articles that a file leaves out stay those of the shipped clause.
    folder = own(
        tmp_path, "clauses:\n  complaint.annexes.papers_and_proxy: {text: 委托手续1套, when: [agents], order: -1}\n"
    )
    book, found = own_book(book_of(SALE), [folder])
    assert [f.code for f in found] == ["LX-P047"]
    first = book.place("complaint.annexes").clauses[0]
    assert (first.sentence.text, first.when) == ("委托手续1套", {"agents"})


def test_changed_wording_makes_a_new_version_and_is_named(tmp_path: Path) -> None:
    root, folder = tmp_path / "3-文书", tmp_path / "templates"
    drafted(root, "complaint", "letter")
    own(folder, f"clauses:\n  {PRICE}: 请求判令{{债务人}}支付{{债}}{{金额}}元\n")
    complaint, letter = drafted(root, "complaint", "letter", templates=[folder]).papers
    assert (complaint.paper, complaint.status, letter.status) == ("complaint", "written", "unchanged")
    assert [c.field for c in complaint.changes] == [f"条款 {PRICE}", "诉讼请求[1].内容"]
    assert complaint.changes[1].new == "请求判令被告一支付货款851,600.00元；"
    assert drafted(root, "complaint", templates=[folder]).changed_nothing


def test_own_wording_that_a_paper_says_stands_in_its_receipt_with_its_digest(tmp_path: Path) -> None:
    folder = own(tmp_path / "templates", f"clauses:\n  {PRICE}: 请求判令{{债务人}}支付{{债}}{{金额}}元\n")
    drafted(tmp_path / "3-文书", "complaint", "letter", templates=[folder])
    receipts = {p.stem: json.loads(p.read_text("utf-8"))["sources"] for p in tmp_path.rglob("回执/*.json")}
    assert receipts["letter"] == {"案件.yaml": "0" * 64}
    assert set(receipts["complaint"]) == {"案件.yaml", f"条款 {PRICE}"}
    assert len(receipts["complaint"][f"条款 {PRICE}"]) == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clauses:\n  complaint.relief.prise: 判令{债务人}支付{金额}元\n", [("LX-P046", 2)]),
        ("clauses:\n  complaint.relief: 判令{债务人}支付{金额}元\n", [("LX-P046", 2)]),
        (f"clauses:\n  {PRICE}: 判令{{债务人}}支付{{数额}}元\n", [("LX-P042", 2), ("LX-P047", 2)]),
        (f"clauses:\n  {PRICE}: 判令{{债务人.__class__}}支付\n", [("LX-P043", 2)]),
        (f"clauses:\n  {PRICE}: 判令{{债务人!r:>9999999}}支付\n", [("LX-P043", 2)]),
        (f"clauses:\n  {PRICE}: 判令{{{{ 7*7 }}}}支付\n", [("LX-P043", 2)]),
        (f"clauses:\n  {PRICE}: 判令{{债务人}}支付若干\n", [("LX-P047", 2)]),
        (f'clauses:\n  {PRICE}: ""\n', [("LX-P043", 2)]),
        (f"clauses:\n  {PRICE}:\n", [("LX-P040", 2)]),
        (f"clauses:\n  {PRICE}: [甲]\n", [("LX-P040", 2)]),
        (f"clauses:\n  {PRICE}: {{txt: 甲}}\n", [("LX-P041", 2), ("LX-P040", 2)]),
        ("clause:\n  a: b\n", [("LX-P041", 1), ("LX-P040", 1)]),
        ("- 甲\n", [("LX-P040", 1)]),
        (f"clauses:\n  {PRICE}: 甲\n  {PRICE}: 乙\n", [("LX-A011", 3)]),
        (f"clauses: &a\n  {PRICE}: 甲\n", [("LX-A009", 1)]),
        (f"clauses:\n  {PRICE}: !!python/object/apply:os.system [ls]\n", [("LX-A012", 2)]),
        ("clauses: " + "[" * 500, [("LX-A008", 1)]),
    ],
)
def test_a_bad_file_is_told_its_place_and_nothing_is_taken_from_it(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    assert told(own(tmp_path, text)) == expected


def test_an_unknown_id_is_told_what_is_close_to_it(tmp_path: Path) -> None:
    own(tmp_path, "clauses:\n  complaint.relief.prise: 判令{债务人}支付{金额}元\n")
    [problem] = own_book(book_of(SALE), [tmp_path])[1]
    assert PRICE in problem.remedy("zh")


def test_bad_wording_stops_every_paper_and_writes_nothing(tmp_path: Path) -> None:
    folder = own(tmp_path / "templates", f"clauses:\n  {PRICE}: 判令{{债务人}}支付{{数额}}元\n")
    result = drafted(tmp_path / "3-文书", templates=[folder])
    assert "LX-P042" in {f.code for f in result.findings}
    assert {p.status for p in result.papers} == {"refused"}
    assert not list(tmp_path.rglob("*.docx"))


def test_a_clause_rewritten_in_two_files_is_refused_but_the_first_folder_goes_before_the_next(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    own(first, f"clauses:\n  {PRICE}: 一{{债务人}}{{金额}}\n")
    own(second, f"clauses:\n  {PRICE}: 二{{债务人}}{{金额}}\n")
    book, found = own_book(book_of(SALE), [first, second])
    assert found == []
    assert book.own[PRICE].sentence.text.startswith("一")
    own(first, f"clauses:\n  {PRICE}: 三{{债务人}}{{金额}}\n", "再.yaml")
    assert told(first) == [("LX-P048", 2)]


def test_what_is_no_file_or_no_folder_is_named_and_not_passed_over(tmp_path: Path) -> None:
    link = own(tmp_path / "a", "clauses: {}\n") / "条款" / "坏.yaml"
    link.symlink_to(tmp_path / "nowhere")
    assert ("LX-P024", 0) in told(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "条款").write_text("x")
    assert told(tmp_path / "b") == [("LX-A102", 0)]
    for number in range(MOST_FILES + 1):
        own(tmp_path / "c", "clauses: {}\n", f"{number}.yaml")
    assert told(tmp_path / "c") == [("LX-P049", 0)]


def test_files_that_are_no_wording_lie_there_unread(tmp_path: Path) -> None:
    own(tmp_path, "not yaml: [", ".swp.yaml")
    own(tmp_path, "说明", "说明.txt")
    assert told(tmp_path) == []


def test_facts_in_own_wording_arrive_as_text_whatever_they_hold(tmp_path: Path) -> None:
    folder = own(tmp_path / "templates", f"clauses:\n  {PRICE}: <w:p>&判令{{债务人}}支付%{{金额}}元\n")
    text = text_of(drafted(tmp_path / "3-文书", "complaint", templates=[folder]), "complaint")
    assert "1. <w:p>&判令被告一支付%851,600.00元；" in text


def test_the_language_rules_hold_for_own_wording(tmp_path: Path) -> None:
    # 律师法 40: a letter that threatens is not written, whoever chose the words.
    folder = own(tmp_path / "templates", "clauses:\n  letter.period: 收到本函之日起{日数}日内（否则后果自负）\n")
    result = drafted(tmp_path / "3-文书", "letter", templates=[folder])
    assert "LX-P030" in {f.code for f in result.findings}
    assert not result.written


# --- sentences that are not among the shipped ones --------------------------------------------------------------


def worked_example() -> str:
    page = (Path(__file__).resolve().parent.parent / "docs" / "templates.zh-CN.md").read_text("utf-8")
    return page.split("<!-- own: 条款/加句.yaml -->\n```yaml\n")[1].split("```")[0]


def test_the_worked_example_of_the_guide_adds_an_entry_a_half_sentence_and_another_way_to_say_something(
    tmp_path: Path,
) -> None:
    folder = own(tmp_path / "templates", worked_example())
    result = drafted(tmp_path / "3-文书", "complaint", "letter", "demand", templates=[folder])
    assert all(paper.path for paper in result.papers), [f.line("zh") for f in result.findings if f.stops]
    complaint, letter, demand = (text_of(result, paper) for paper in ("complaint", "letter", "demand"))
    assert "送货单汇总表1份" in complaint[complaint.index("附：") :]
    assert "，以及本案发生的评估费。" in complaint
    assert "个自然日内（保证人同）" in letter and "（保证人同）" not in demand  # the demand is not among its papers
    receipts = {p.stem: json.loads(p.read_text("utf-8"))["sources"] for p in tmp_path.rglob("回执/*.json")}
    assert {"条款 complaint.annexes.delivery_list", "条款 complaint.relief_fees.appraisal"} <= set(
        receipts["complaint"]
    )


def test_an_article_of_an_own_sentence_stands_among_those_of_its_paper_only_where_it_is_said(tmp_path: Path) -> None:
    line = "text: '，以及本案发生的公告费', articles: [民诉法解释 169]"
    folder = own(
        tmp_path / "templates", f"clauses:\n  payment_order.fee_asked.a: {{papers: [payment_order], {line}}}\n"
    )
    from papers import material

    said = text_of(drafted(tmp_path / "a", "payment_order", given=material(), templates=[folder]), "payment_order")
    plain = text_of(drafted(tmp_path / "b", "payment_order", given=material()), "payment_order")
    assert "申请费由被申请人负担，以及本案发生的公告费" in said and "第一百六十九条" in said
    assert "第一百六十九条" not in plain


ADDED = "clauses:\n  complaint.annexes.x: {papers: [complaint], "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clauses:\n  complaint.annexes.x: {papers: [起诉书], text: 甲}\n", [("LX-P765", 2)]),
        ("clauses:\n  complaint.annexes.x: {papers: [], text: 甲}\n", [("LX-P040", 2)]),
        ("clauses:\n  complaint.annexes.x: {papers: complaint, text: 甲}\n", [("LX-P040", 2), ("LX-P040", 2)]),
        ("clauses:\n  complaint.annex.x: {papers: [complaint], text: 甲}\n", [("LX-P046", 2)]),
        ("clauses:\n  x: {papers: [complaint], text: 甲}\n", [("LX-P046", 2)]),
        ("clauses:\n  complaint.annexes.x: 甲\n", [("LX-P046", 2)]),  # without papers it is a slip of the id
        (f"{ADDED}text: '甲{{金额}}'}}\n", [("LX-P042", 2)]),
        (f"{ADDED}text: '{{{{ 7*7 }}}}'}}\n", [("LX-P043", 2)]),
        (f"{ADDED}text: '甲{{身份材料.__class__}}'}}\n", [("LX-P043", 2)]),
        (f"{ADDED}text: '甲\u202e乙'}}\n", [("LX-P043", 2)]),
        (f"{ADDED}text: '{'甲' * 2001}'}}\n", [("LX-P043", 2)]),
        (f"{ADDED}when: [rich], text: 甲}}\n", [("LX-P044", 2)]),
        (f"{ADDED}articles: [民法典 9999], text: 甲}}\n", [("LX-P045", 2)]),
        (f"{ADDED}when: [agents, not agents], text: 甲}}\n", [("LX-P766", 2)]),
        (f"{ADDED}text: 甲, template: x.docx}}\n", [("LX-P041", 2)]),
        (f"{ADDED}text: '；甲'}}\n", [("LX-P767", 2)]),
        ("clauses:\n  letter.period.x: {papers: [letter], order: 9, text: '甲{日数}'}\n", [("LX-P766", 2)]),
    ],
)
def test_a_hostile_or_careless_addition_is_told_its_place_and_nothing_is_taken(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    assert told_of_papers(own(tmp_path, text)) == expected


def told_of_papers(folder: Path) -> list[tuple[str, int]]:
    book, found = own_sentences(book_of(SALE), [folder])
    assert not book.own
    return [(f.code, f.where.line) for f in found]


def test_an_addition_is_shown_with_its_conditions_in_the_matters_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lexcollect.documents.register import PAPERS
    from lexcollect.matter.templating import own_clauses_of

    own(tmp_path / "templates", worked_example())
    mine, problems = own_clauses_of(PAPERS["complaint"], tmp_path)
    assert problems == [] and set(mine) == {"complaint.annexes.delivery_list", "complaint.relief_fees.appraisal"}
    assert mine["complaint.annexes.delivery_list"].when == {"paper.deliveries"}


def test_red_flags_of_the_language_rules_hold_for_an_own_sentence_too(tmp_path: Path) -> None:
    line = "papers: [letter], text: '收到本函之日起{日数}日内，否则我方将上门堵门，曝光贵方'"
    folder = own(tmp_path / "templates", f"clauses:\n  letter.period.x: {{{line}}}\n")
    result = drafted(tmp_path / "3-文书", "letter", templates=[folder])
    assert result.papers[0].path is None and "LX-P030" in {f.code for f in result.findings}
