"""Red flags kept under a name, and papers that are final: from the command to case file, journal and receipt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.documents.drafting import open_points
from lexcollect.documents.plaintext import paragraphs
from lexcollect.findings import Level
from papers import drafted, material, text_of
from steel import steel_text

DAY = ("--as-of", "2026-11-21")
RUDE = ("被申请人长期拖欠，", "被申请人就是老赖，长期拖欠，")
SAID = "被申请人就是老赖，长期拖欠，经多次催告仍未付款"
REVIEW = """
reviews:
  - {{rule: L05, paper: 诉讼财产保全申请书, words: "{words}", by: 李样例, date: 2026-11-20, why: 法院公布的原文}}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steel matter after its walk, with a rude reason for the preservation."""
    folder = tmp_path_factory.mktemp("定稿")
    assert typed("demo", cwd=folder)[0] == 0
    matter = folder / "示例-沈河案"
    case = matter / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace(*RUDE), "utf-8")
    return matter


@pytest.fixture
def matter(place: Path) -> Iterator[Path]:
    case = place / "案件.yaml"
    before = case.read_bytes()
    yield place
    case.write_bytes(before)


def sentence() -> str:
    """The whole sentence of the paper that the rule found."""
    (point,) = [p for p in open_points(["preservation"], material(RUDE), sources={}) if p.rule == "L05"]
    return point.words


def test_a_red_flag_stops_with_6_and_tells_how_it_may_be_kept(matter: Path) -> None:
    code, out, _ = typed("draft", "preservation", *DAY, cwd=matter)
    assert code == 6
    assert "LX-P030" in out and "LX-P323" in out and "--keep L05 --by 姓名 --why 理由" in out
    assert "下一步　lexcollect draft" in out


def test_what_is_kept_goes_into_case_file_and_journal_and_the_paper_is_written(matter: Path) -> None:
    """One command: the entry with rule, paper, words, name and reason; the journal has who and the value."""
    words = ("draft", "preservation", "--keep", "L05", "--by", "李样例", "--why", "法院公布的原文", *DAY)
    code, out, err = typed(*words, cwd=matter)
    assert code == 0, out + err
    assert "LX-P322" in out and "李样例" in out and "LX-P323" not in out and "LX-P030" not in out
    loaded = parse_case((matter / "案件.yaml").read_bytes())
    assert loaded.case is not None
    (review,) = loaded.case.reviews
    assert (review.rule, review.paper, review.by, review.why) == (
        "L05",
        "诉讼财产保全申请书",
        "李样例",
        "法院公布的原文",
    )
    assert SAID in review.words
    lines = [json.loads(line) for line in (matter / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()]
    (entry,) = [line for line in lines if line.get("who") == "李样例"]
    assert entry["values"][0]["new"]["why"] == "法院公布的原文"


def test_words_that_changed_ask_again() -> None:
    """The review holds the sentence as it was; one word more, and it is another sentence."""
    kept = material(RUDE, with_review_of(sentence()))
    assert [p.rule for p in open_points(["preservation"], kept, sources={})] == []
    changed = material(("被申请人长期拖欠，", "被申请人就是老赖，一直长期拖欠，"), with_review_of(sentence()))
    assert [p.rule for p in open_points(["preservation"], changed, sources={})] == ["L05"]


def with_review_of(words: str) -> tuple[str, str]:
    """Append a review to the case file: its last line is replaced by itself and the entry."""
    last = steel_text().rstrip("\n").rsplit("\n", 1)[-1]
    return last, f"{last}\n{REVIEW.format(words=words)}"


def test_a_review_of_one_paper_keeps_nothing_in_another(tmp_path: Path) -> None:
    other = with_review_of(sentence())[1].replace("诉讼财产保全申请书", "民事起诉状")
    given = material(RUDE, (with_review_of("")[0], other))
    (paper,) = drafted(tmp_path, "preservation", given=given).papers
    assert paper.refused


def test_a_final_paper_says_so_with_a_name_in_status_and_receipt(matter: Path) -> None:
    code, out, _ = typed("draft", "letter", "--final", *DAY, cwd=matter)
    assert code == 2 and "LX-P326" in out
    code, out, err = typed("draft", "letter", "--final", "--by", "张样例", *DAY, cwd=matter)
    assert code == 0, out + err
    assert "（定稿，张样例）" in out
    newest = max((matter / "3-文书").glob("v*"), key=lambda p: int(p.name[1:]))
    assert json.loads((newest / "回执" / "letter.json").read_text("utf-8"))["final_by"] == "张样例"
    again = json.loads(typed("draft", "letter", "--final", "--by", "张样例", "--json", *DAY, cwd=matter)[1])
    assert [(p["status"], p["final_by"]) for p in again["papers"]] == [("unchanged", "张样例")]


def test_a_final_paper_has_no_blank(tmp_path: Path) -> None:
    """Without a number the letter prints 【待补】: written as a draft, refused as final."""
    given = material(("letter_no: （2026）津样律函字第001号, ", ""))
    result = drafted(tmp_path / "a", "letter", given=given)
    assert "【待补" in text_of(result, "letter")
    final = drafted(tmp_path / "b", "letter", given=given, final_by="张样例")
    assert [p.refused for p in final.papers] == [True]
    assert "LX-P324" in {f.code for f in final.findings}


def test_a_final_paper_has_no_open_doubt_and_a_reviewed_one_is_none(tmp_path: Path) -> None:
    """An admission (L18) is a doubt: a draft is written with it, a final paper is not until somebody kept it."""
    admits = ("被申请人长期拖欠，", "申请人我司确有迟延交货，被申请人长期拖欠，")
    draft_ = drafted(tmp_path / "a", "preservation", given=material(admits))
    assert not draft_.papers[0].refused
    assert "L18" in {dict(f.params).get("rule") for f in draft_.findings if f.level is Level.WARNING}
    final = drafted(tmp_path / "b", "preservation", given=material(admits), final_by="张样例")
    assert final.papers[0].refused and "LX-P325" in {f.code for f in final.findings}
    (point,) = [p for p in open_points(["preservation"], material(admits), sources={}) if p.rule == "L18"]
    entry = with_review_of(point.words)
    kept = material(admits, (entry[0], entry[1].replace("L05", "L18")))
    assert not drafted(tmp_path / "c", "preservation", given=kept, final_by="张样例").papers[0].refused


def test_a_threat_that_the_debtor_wrote_may_be_quoted_in_the_complaint(matter: Path) -> None:
    """The message is on file word by word: the complaint quotes it, the quotation is told and stops nothing."""
    case = matter / "案件.yaml"
    said = "再催就让你好看，春节前付一部分"
    case.write_text(case.read_text("utf-8").replace("年底资金紧，春节前付一部分", said), "utf-8")
    code, out, err = typed("draft", "complaint", "--json", *DAY, cwd=matter)
    assert code == 0, out + err
    told = json.loads(out)
    assert {f["code"] for f in told["findings"] if "让你好看" in f["message"]} == {"LX-P320"}
    paper = matter / told["papers"][0]["path"]
    assert f"“{said}”" in "\n".join(paragraphs(paper.read_bytes()))


def test_nothing_is_kept_without_a_name_and_a_reason(matter: Path) -> None:
    before = (matter / "案件.yaml").read_bytes()
    code, out, _ = typed("draft", "preservation", "--keep", "L05", "--by", "李样例", *DAY, cwd=matter)
    assert code == 2 and "LX-P327" in out
    code, out, _ = typed("draft", "preservation", "--keep", "L05", "--why", "无", *DAY, cwd=matter)
    assert code == 2 and "LX-P326" in out
    assert (matter / "案件.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{by: 甲, date: 2026-11-20, why: 无}", "LX-C400"),
        ("{rule: L05, weak: refused_plan, of: 郑保, by: 甲, date: 2026-11-20, why: 无}", "LX-C400"),
        ("{rule: L05, by: 甲, date: 2026-11-20, why: 无}", "LX-C401"),
        ("{weak: refused_plan, of: 没有, by: 甲, date: 2026-11-20, why: 无}", "LX-C402"),
        ("{rule: L05, paper: 律师函, words: 某句, date: 2026-11-20, why: 无}", "LX-C003"),
    ],
)
def test_a_review_is_tied_to_words_or_a_fact_and_has_a_name(entry: str, code: str) -> None:
    loaded = parse_case(f"{steel_text()}\nreviews:\n  - {entry}\n")
    assert code in [f.code for f in loaded.findings]
