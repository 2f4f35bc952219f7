"""Facts of whole matters: what is proposed from the example folders, decided by a person, and written."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile.loader import in_english, parse_case
from lexcollect.findings import Refused
from lexcollect.intake.taking import take_in
from lexcollect.layout import CASE, FACTS, JOURNAL
from lexcollect.matter.creation import create
from lexcollect.matter.deciding import Open, accept, decided_in, keep, open_facts, refuse
from lexcollect.matter.lock import hold
from lexcollect.matter.proposing import papers_of
from lexcollect.matter.receiving import receive
from lexcollect.proposing.decisions import Verdict, read_decisions, still_open
from lexcollect.proposing.gathering import gather
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Trust

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("matter", "found", "readable", "all_", "said"), [("steel", 46, 46, 122, (12, 13)), ("lease", 78, 78, 109, (4, 4))]
)
def test_the_share_of_the_truth_that_is_proposed(
    matter: str, found: int, readable: int, all_: int, said: tuple[int, int]
) -> None:
    """Counted by hand from the sheets of facts; what stands in pictures and a locked file is not read here.

    ``said``: of the chat, found and all. 年底了，安排了吗 (2024-12-30) is a demand, since the creditor says it.
    """
    from bench_facts import measured

    counts, wrong, missed = measured(matter)
    assert wrong == []
    assert (counts["text found"], counts["text"]) == (found, readable)
    assert sum(counts[where] for where in ("text", "picture", "locked", "chat")) == all_
    assert missed == []
    assert (counts["chat found"], counts["chat"]) == said


@pytest.mark.parametrize(("matter", "found", "all_"), [("steel", 120, 122), ("lease", 109, 109)])
def test_the_share_of_the_truth_with_the_words_in_pictures(matter: str, found: int, all_: int) -> None:
    """The words of the pictures as the engine read them; counted by hand from the sheets of facts.

    Not read: a signature under a seal, and what a chat says in the day of 年底了，安排了吗.
    """
    from bench_facts import measured

    counts, wrong, _ = measured(matter, ROOT / "tests" / "data" / "ocr" / matter)
    assert wrong == []
    assert sum(counts[f"{where} found"] for where in ("text", "picture", "locked", "chat")) == found
    assert sum(counts[where] for where in ("text", "picture", "locked", "chat")) == all_


def papers(matter: str, folder: Path) -> list[Paper]:
    intake = take_in(ROOT / "examples" / f"matter-{matter}" / "inbox", folder / "案")
    return list(papers_of(folder / "案", intake.records))


@pytest.mark.parametrize("matter", ["works", "invoices"])
def test_a_case_file_that_has_everything_gets_nothing_proposed(matter: str, tmp_path: Path) -> None:
    case = in_english((ROOT / "examples" / f"matter-{matter}" / "案件.yaml").read_bytes())
    assert gather(papers(matter, tmp_path), case, {}).proposals == ()


@pytest.mark.parametrize("matter", ["steel", "lease", "enforcement"])
def test_what_contradicts_a_complete_case_file_is_doubtful(matter: str, tmp_path: Path) -> None:
    case = in_english((ROOT / "examples" / f"matter-{matter}" / "案件.yaml").read_bytes())
    for one in gather(papers(matter, tmp_path), case, {}).proposals:
        assert one.trust is Trust.DOUBTFUL or not one.rivals, one.id


def test_internal_papers_are_never_read_for_facts(tmp_path: Path) -> None:
    names = {paper.file for paper in papers("steel", tmp_path)}
    assert "合同最终版2.docx" in names
    assert not {"内部讨论-诉讼风险(勿外传).docx", "notes.txt", "2023中秋福利领取表.xlsx"} & names


# --- deciding ---------------------------------------------------------------------------------------------------


@pytest.fixture
def matter(tmp_path: Path) -> tuple[Path, list[Paper]]:
    """A new matter with its blank case file and the steel folder."""
    folder = tmp_path / "沈河案"
    create(folder, "沈河案")
    received = receive(ROOT / "examples" / "matter-steel" / "inbox", folder)
    assert (received.facts, received.fact_files) == (23, 10)
    return folder, list(papers_of(folder, received.intake.records))


def test_nothing_is_written_into_the_case_file_by_itself(matter: tuple[Path, list[Paper]]) -> None:
    folder, _ = matter
    assert "天津津渤" not in (folder / CASE).read_text("utf-8")
    assert "天津津渤" in (folder / FACTS).read_text("utf-8")


def test_an_accepted_fact_fills_the_blanks_and_keeps_the_remarks(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    debtor = next(one for one in open_facts(folder, read).proposals if one.id.endswith("重型机械有限公司"))
    before = (folder / CASE).read_text("utf-8")
    with hold(folder, "intake", NOW) as held:
        decided = accept(held, read, debtor, "李范文")
    after = (folder / CASE).read_text("utf-8")
    assert (decided.verdict, decided.written) == (Verdict.ACCEPTED, "parties.债务人")
    party = in_english(after)["parties"][1]
    assert (party["name"], party["uscc"]) == ("沈阳沈河样例重型机械有限公司", "91210103FAKE00021K")
    assert "# 住所地；起诉状必须写" in after
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    last = json.loads((folder / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert (last["command"], last["who"]) == ("facts", "李范文")


def test_a_payment_goes_in_with_payer_exhibit_and_id(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    found = {one.id: one for one in open_facts(folder, read).proposals}
    with hold(folder, "intake", NOW) as held:
        accept(held, read, next(one for id, one in found.items() if id.endswith("重型机械有限公司")), "李范文")
        accept(held, read, found["payments:2023-07-14:300000.00"], "李范文", {"memo": "货款（网银）"})
    (payment,) = in_english((folder / CASE).read_bytes())["payments"]
    assert (payment["date"], payment["amount"], payment["payer"]) == ("2023-07-14", "300000.00", "债务人")
    assert payment["memo"] == "货款（网银）"
    assert payment["evidence"] == ["F19f48a43f2"]  # the first ten digits of the SHA-256 of 网银回单20230714.pdf
    assert open_facts(folder, read).proposals != ()


def test_a_refused_fact_is_remembered_until_the_papers_say_something_else(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    found = open_facts(folder, read)
    mail = next(one for one in found.proposals if one.id == "acknowledgements:repayment_plan:2024-04-18")
    keep(folder, Open((), (refuse(mail, "李范文", NOW.date()),), 0))
    assert [one.verdict for one in decided_in(folder)] == [Verdict.REFUSED]
    again = open_facts(folder, read)
    assert mail.id not in {one.id for one in again.proposals}
    assert len(again.proposals) == len(found.proposals) - 1
    other = gather([one for one in read if one.file != "邮件/还款计划.eml"], {}, {}).proposals
    assert len(still_open(other, again.decided)) == len(other)


def test_a_value_that_the_case_file_could_not_read_is_refused(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    invoice = next(one for one in open_facts(folder, read).proposals if one.group == "invoices")
    before = (folder / CASE).read_bytes()
    with hold(folder, "intake", NOW) as held, pytest.raises(Refused):
        accept(held, read, invoice, "李范文", {"date": "2023年13月1日"})
    assert (folder / CASE).read_bytes() == before


def test_decisions_of_another_form_are_refused_and_kept(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    (folder / FACTS).write_text("随便写的", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        open_facts(folder, read)
    assert [one.code for one in refused.value.findings] == ["LX-I150"]
    received = receive(folder / "1-收到的材料", folder)
    assert "LX-I150" in {one.code for one in received.findings}
    assert (folder / FACTS).read_text("utf-8") == "随便写的"


def test_the_file_reads_back_what_was_decided(matter: tuple[Path, list[Paper]]) -> None:
    folder, read = matter
    found = open_facts(folder, read)
    decided = tuple(refuse(one, "王“引号”", NOW.date()) for one in found.proposals)
    keep(folder, Open((), decided, 0))
    assert read_decisions((folder / FACTS).read_bytes(), FACTS) == decided


def test_a_complete_case_file_still_loads_after_a_fact_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "挖机案"
    create(folder, "挖机案")
    shutil.copy(ROOT / "examples" / "matter-lease" / "案件.yaml", folder / CASE)
    shutil.copy(ROOT / "examples" / "matter-lease" / "证据目录.yaml", folder / "2-整理" / "证据目录.yaml")
    received = receive(ROOT / "examples" / "matter-lease" / "inbox", folder)
    read = list(papers_of(folder, received.intake.records))
    amount = next(o for o in open_facts(folder, read).proposals if o.id == "communications:2025-06-10:冯样例")
    with hold(folder, "intake", NOW) as held:
        accept(held, read, amount, "李示例")
    loaded = parse_case((folder / CASE).read_bytes())
    assert loaded.case is not None
    assert str(next(c for c in loaded.case.communications if c.id == "催告冯").amount) == "318000.00"


# --- on the terminal --------------------------------------------------------------------------------------------


def test_without_questions_the_facts_are_only_listed(matter: tuple[Path, list[Paper]]) -> None:
    folder, _ = matter
    before = (folder / CASE).read_bytes()
    code, out, _ = typed("intake", str(folder), "--facts", "--no-input", cwd=folder.parent)
    assert code == 0
    assert "待确认的事实 23 条，出自 10 份材料" in out
    assert "发票：号码 23122000000000000001，日期 2023-05-10，金额 432000.00　〔确定〕" in out
    assert "网银回单20230714.pdf 第1页" in out
    assert (folder / CASE).read_bytes() == before
    shown = json.loads(typed("intake", str(folder), "--facts", "--json", cwd=folder.parent)[1])
    assert {one["group"] for one in shown["facts"]} >= {"parties", "invoices", "payments", "communications"}
    place = next(one for one in shown["facts"] if one["group"] == "payments")["values_from"]["amount"]
    assert (place["file"], place["page"], place["words"]) == ("网银回单20230714.pdf", 1, "¥300,000.00")


def test_a_walk_takes_corrects_refuses_and_ends(matter: tuple[Path, list[Paper]]) -> None:
    """1: the creditor is taken; 2: the debtor with another domicile; 3: the surety is refused; 0: enough."""
    folder, _ = matter
    keys = ["1", "2", "", "", "沈阳市沈河区样例街100号", "3", "0"]
    answers = "\n".join(keys).encode("utf-8")
    code, out, _ = typed("intake", str(folder), "--facts", "--by", "李范文", cwd=folder.parent, stdin=answers)
    assert code == 0
    parties = in_english((folder / CASE).read_bytes())["parties"]
    assert [party.get("name") for party in parties] == ["天津津渤示例钢材贸易有限公司", "沈阳沈河样例重型机械有限公司"]
    assert parties[1]["domicile"] == "沈阳市沈河区样例街100号"
    assert [one.verdict for one in decided_in(folder)] == [Verdict.ACCEPTED, Verdict.CORRECTED, Verdict.REFUSED]
    assert "待确认的事实还有" in out
