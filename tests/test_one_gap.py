"""One gap stops only what depends on it: new files hold up no letter, a missing rate hides no principal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.cli.exits import Exit
from lexcollect.layout import CASE, RAW
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

DAY = ("--as-of", "2026-11-21")
#: Beyond the last LPR of the law book (published 2026-09-20, good until 2026-10-19).
LATE = ("--as-of", "2026-12-25")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    example, folder = load_example(), tmp_path / "案"
    prepare(example, folder)
    receive(example.inbox, folder)
    return folder


def new_files(matter: Path, count: int) -> None:
    raw = matter / RAW
    raw.chmod(0o755)
    for number in range(count):
        (raw / f"新材料{number}.txt").write_text("补充", "utf-8")


@pytest.mark.parametrize("words", [("calc",), ("due",), ("draft", "letter"), ("draft", "all")])
def test_sixteen_new_files_stop_no_sum_no_deadline_and_no_paper(matter: Path, words: tuple[str, ...]) -> None:
    new_files(matter, 16)
    code, out, _ = typed(*words, str(matter), *DAY, "--json", cwd=matter.parent)
    told = json.loads(out)["findings"]
    assert code == Exit.FINE
    assert {f["level"] for f in told if f["code"] == "LX-E013"} == {"warning"}
    (waits,) = [f for f in told if f["code"] == "LX-A160"]
    assert waits["params"]["count"] == "16"


def test_the_package_waits_until_every_file_is_accounted_for(matter: Path) -> None:
    new_files(matter, 2)
    code, out, _ = typed("bundle", str(matter), *DAY, "--json", cwd=matter.parent)
    told = json.loads(out)["findings"]
    assert code == Exit.FINDINGS
    assert [f["level"] for f in told if f["code"] == "LX-E013"] == ["error", "error"]
    assert not (matter / "4-证据包" / "v1").exists()


def test_an_exhibit_numbered_twice_still_stops_the_papers_that_would_cite_it(matter: Path) -> None:
    catalogue = matter / "2-整理" / "证据目录.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace('"3-2"', '"3-1"', 1), "utf-8")
    code, out, _ = typed("draft", "letter", str(matter), *DAY, cwd=matter.parent)
    assert code == Exit.FINDINGS and "LX-E006" in out


def running_loss(matter: Path) -> None:
    """The same matter without an agreed penalty, asking for the loss at the running LPR plus 30 %."""
    case = matter / CASE
    text = case.read_text("utf-8")
    start = text.index("    late_penalty:")
    end = text.index("    cost_clause:")
    case.write_text(text[:start] + "    overdue_loss: {markup: 30, mode: segmented}\n" + text[end:], "utf-8")


def test_a_rate_that_is_not_published_yet_hides_neither_principal_nor_what_is_known(matter: Path) -> None:
    running_loss(matter)
    code, out, _ = typed("calc", str(matter), *LATE, "--json", cwd=matter.parent)
    told = json.loads(out)
    assert code == Exit.LAW_UNKNOWN and told["complete"] is False
    assert [f["level"] for f in told["findings"] if f["code"] == "LX-M011"] == ["error"]
    _, screen, _ = typed("calc", str(matter), *LATE, cwd=matter.parent)
    assert screen.startswith("！") and "不能用于文书" in screen.splitlines()[0]
    assert "2026-10-19" in screen and "应收合计" in screen


def test_what_is_incomplete_enters_no_paper_and_no_annex(matter: Path) -> None:
    running_loss(matter)
    for words in (("calc", "--annex"), ("draft", "letter")):
        code, out, _ = typed(*words, str(matter), *LATE, cwd=matter.parent)
        assert code == Exit.LAW_UNKNOWN and "LX-A104" in out
    assert not list((matter / "3-文书").rglob("*.docx")) and not list((matter / "3-文书").rglob("*.xlsx"))


def test_before_the_gap_the_account_is_complete(matter: Path) -> None:
    running_loss(matter)
    code, out, _ = typed("calc", str(matter), "--as-of", "2026-10-19", "--json", cwd=matter.parent)
    assert code == Exit.FINE and json.loads(out)["complete"] is True


def test_a_loan_that_is_not_sued_yet_shows_its_account_with_the_last_known_cap(tmp_path: Path) -> None:
    """民间借贷规定 31(2): the cap hangs on the LPR of the day of suit, which no table has yet."""
    case = Path(__file__).parent / "data" / "loan" / CASE
    (tmp_path / CASE).write_bytes(case.read_bytes())
    code, out, _ = typed("calc", str(tmp_path), *LATE, "--json", cwd=tmp_path)
    told = json.loads(out)
    assert code == Exit.LAW_UNKNOWN and told["complete"] is False
    # 163 days at 24 % and 21 at 12 % (4 × 3.00) on 291,000 are 33,197.92; what is over of 40,000 pays principal
    assert "284197.92" in out
    code, out, _ = typed("draft", "letter", str(tmp_path), *LATE, cwd=tmp_path)
    assert code == Exit.LAW_UNKNOWN and not list(tmp_path.rglob("*.docx"))
