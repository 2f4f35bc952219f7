"""What fits one screen: many findings in few lines, lists where lists belong, and nothing lost in the JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from calc_run import asked
from campaign.matters import CASE_TEXT
from lexcollect.cli.console import Console
from lexcollect.cli.options import settings_of
from lexcollect.cli.told import lines_of
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CASE, CATALOGUE, PROBLEMS, PROBLEMS_OF
from lexcollect.matter.creation import create
from lexcollect.matter.problems import list_problems

SCREEN = 24
#: A case that needs no exhibit.
RECEIPTS_ONLY = """schema: lexcollect/case/1
matter: 收据案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 天津示例甲有限公司}
  - {id: 乙, role: debtor, kind: organisation, name: 沈阳示例乙有限公司}
contracts:
  - {id: 合同, name: 买卖合同, cause: 买卖合同纠纷, signed_on: 2024-01-10}
obligations:
  - {id: 货款, contract: 合同, amount: 100000, date: 2024-01-10, due: {day: 2024-03-01}}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    monkeypatch.chdir(tmp_path)


def broken(count: int) -> list[Finding]:
    return [finding("LX-I001", Where(f"{number:03}.pdf")) for number in range(count)]


def unreadable(count: int) -> list[Finding]:
    return [finding("LX-A002", Where(f"{number:03}.csv"), reason=f"reason {number}") for number in range(count)]


def test_the_same_complaint_stands_once_with_count_and_places() -> None:
    ((line, count),) = lines_of(broken(7), 14)
    assert count == 7 and "共 7 条：000.pdf、001.pdf、002.pdf、003.pdf、004.pdf、…" in line
    assert line.count("LX-I001") == 1


def test_two_of_a_kind_keep_their_lines() -> None:
    assert [(line.split()[0], count) for line, count in lines_of(broken(2), 14)] == [("000.pdf", 1), ("001.pdf", 1)]


def test_what_says_something_else_keeps_its_line_while_there_is_room() -> None:
    assert len(lines_of(unreadable(14), 14)) == 14
    ((line, count),) = lines_of(unreadable(15), 14)
    assert count == 15 and "reason 0" in line and "另有同类 14 条：001.csv、002.csv" in line


def test_every_line_says_for_how_many_it_stands() -> None:
    many = [*broken(40), *unreadable(30), finding("LX-A102", Where("a")), finding("LX-A115")]
    assert sum(count for _, count in lines_of(many, 5)) == len(many)


def test_a_place_that_is_long_and_one_that_is_none_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    long = [finding("LX-I001", Where(f"{'很长' * 60}{number}.pdf")) for number in range(3)]
    ((line, _),) = lines_of(long, 14)
    assert len(line) < 300
    ((line, count),) = lines_of([finding("LX-A115") for _ in range(4)], 14)
    assert count == 4 and line.endswith("共 4 条")


def test_what_the_screen_leaves_out_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    import click

    console = Console(settings_of(click.Context(click.Command("calc"))))
    kinds = [
        ("LX-A002", "reason"),
        ("LX-A106", "name"),
        ("LX-A107", "names"),
        ("LX-A112", "names"),
        ("LX-A125", "place"),
    ]
    many = [finding(code, Where(f"{n}"), **{param: n}) for code, param in kinds for n in range(8)]
    warnings = [finding("LX-A114", Where(f"{n}"), no=n) for n in range(8)]
    console.findings([*many, *warnings], room=4)
    screen = capsys.readouterr().out.splitlines()
    assert len([line for line in screen if line.startswith(" ")]) == 4
    assert "错误 40 条" in screen and "注意 8 条" in screen
    assert screen[-1] == "　其余 16 条未在屏幕列出：加 --json 看全部"


def test_an_intake_of_many_odd_files_fits_one_screen_and_its_list_holds_all() -> None:
    Path("材料").mkdir()
    for number in range(300):
        kind = number % 6
        name = f"材料/文件{number}"
        if kind == 0:
            Path(f"{name}.pdf").write_bytes(b"%PDF-1.4 broken " + str(number).encode())
        elif kind == 1:
            Path(f"{name}.txt").write_text(f"内部讨论，最低可以接受60万 {number}", "utf-8")
        elif kind == 2:
            Path(f"{name}.bin").write_bytes(b"")
        elif kind == 3:
            Path(f"{name}.txt").symlink_to("/nowhere")
        elif kind == 4:
            Path(f"{name}.jpg").write_bytes(f"no picture {number}".encode())
        else:
            Path(f"{name}.txt").write_text("对账单", "utf-8")
    code, screen = asked("intake", "材料", "案")
    lines = screen.splitlines()
    assert code == 1 and len(lines) <= SCREEN, screen
    assert max(map(len, lines)) < 400
    rows = list(csv.reader(io.StringIO((Path("案") / PROBLEMS).read_text("utf-8-sig"))))
    assert sum(row[5] == "LX-I022" for row in rows) == 50
    listed = json.loads(asked("intake", "材料", "案", "--json")[1])
    assert sum(f["code"] == "LX-I022" for f in listed["findings"]) == 50


def test_the_findings_of_a_package_that_fit_no_screen_are_listed() -> None:
    """Thirty receipts that cannot be shown: each has a placeholder page and a finding of its own."""
    folder = Path("案")
    create(folder)
    (folder / CASE).write_text(RECEIPTS_ONLY, "utf-8")
    Path("材料").mkdir()
    for number in range(30):
        Path(f"材料/收据{number:02}.pdf").write_bytes(f"%PDF-1.4\nbroken {number}".encode())
    asked("intake", "材料", "案")
    items = "".join(
        f"  - {{id: 收据{n:02}, number: 1-{n + 1}, title: 收据{n:02}, date: 2024-02-01, date_source: 记载, kind: 书证,"
        f" source: 原告提供, purpose: 付款, original: 无, files: [收据{n:02}.pdf]}}\n"
        for n in range(30)
    )
    head = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 付款}\nitems:\n"
    (folder / CATALOGUE).write_text(head + items, "utf-8")
    code, screen = asked("bundle", "案")
    assert code == 0 and "证据包已生成" in screen, screen
    assert len(screen.splitlines()) <= SCREEN, screen
    listed = folder / PROBLEMS_OF["bundle"]
    rows = list(csv.reader(io.StringIO(listed.read_text("utf-8-sig"))))[1:]
    found = json.loads(asked("bundle", "案", "--json")[1])["findings"]
    assert len(found) >= 30 and {row[5] for row in rows} <= {f["code"] for f in found}
    assert f"全部问题见 {listed}" in screen


def test_the_deadlines_of_many_orders_fit_one_screen_and_the_json_has_all() -> None:
    """Forty orders, each with a day of its own: the most urgent stand in the table, the rest is counted."""
    create(Path("案"))
    order = RECEIPTS_ONLY.splitlines()[-1]
    days = [date(2024, 3, 1) + timedelta(days=7 * n) for n in range(40)]
    orders = [order.replace("货款", f"货款{n:02}").replace("2024-03-01", f"{d}") for n, d in enumerate(days)]
    text = RECEIPTS_ONLY.replace(order, "\n".join(orders))
    (Path("案") / CASE).write_text(text, "utf-8")
    _, screen = asked("due", "案")
    told = json.loads(asked("due", "案", "--json")[1])
    count = len(told["deadlines"])
    assert count > 20
    lines = screen.splitlines()
    assert len(lines) <= SCREEN, screen
    assert f"另有 {count - 8} 项" in screen and "--full" in screen
    assert all(f"   {number}  " in screen for number in range(1, 9))
    assert all(f"  {number}  " in asked("due", "案", "--full")[1] for number in range(1, count + 1))


def over_and_running() -> str:
    """Forty orders, the first three of them long out of time, with a guarantor whose periods are over too."""
    order = RECEIPTS_ONLY.splitlines()[-1]
    days = [date(2019, 3, 1) + timedelta(days=7 * n) for n in range(3)]
    days += [date(2024, 3, 1) + timedelta(days=7 * n) for n in range(37)]
    orders = [order.replace("货款", f"货款{n:02}").replace("2024-03-01", f"{d}") for n, d in enumerate(days)]
    return RECEIPTS_ONLY.replace(order, "\n".join(orders))


def test_what_is_over_stands_on_the_first_screen_however_much_still_runs() -> None:
    create(Path("案"))
    (Path("案") / CASE).write_text(over_and_running(), "utf-8")
    screen = asked("due", "案", "--as-of", "2026-11-21")[1]
    assert len(screen.splitlines()) <= SCREEN, screen
    # three years from 2019-03-02 and the weeks after it: 民法典 188
    assert [day for day in ("2022-03-01", "2022-03-08", "2022-03-15") if day in screen], screen
    assert "2027-03-01" in screen and "已届满" in screen


EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.mark.parametrize("verb", ["calc", "due"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("example", sorted(p.name for p in EXAMPLES.glob("matter-*")))
def test_every_example_fits_one_screen_and_says_how_to_see_the_rest(example: str, verb: str, lang: str) -> None:
    matter = str(EXAMPLES / example)
    words = (verb, matter, "--as-of", "2026-11-21", "--lang", lang)
    lines = asked(*words)[1].splitlines()
    assert len(lines) <= SCREEN, lines
    full = asked(*words, "--full")[1].splitlines()
    hints = [line for line in lines if "--full" in line]
    assert any(f"lexcollect {verb} {matter} --full --as-of 2026-11-21" in line for line in hints) == (
        len([line for line in full if "LX-" not in line]) > len([line for line in lines if "LX-" not in line])
    )
    known = {" ".join(line.split()) for line in full}  # columns are as wide as what stands in them
    left = [line for line in lines if " ".join(line.split()) not in known and line not in hints]
    assert [line for line in left if not line.startswith(("─", "…", "　", "  ")) and "LX-" not in line] == []


def test_an_account_of_many_debts_fits_one_screen_with_its_sum() -> None:
    create(Path("案"))
    (Path("案") / CASE).write_text(over_and_running(), "utf-8")
    screen = asked("calc", "案", "--as-of", "2026-11-21")[1]
    assert len(screen.splitlines()) <= SCREEN, screen
    assert "4,000,000.00" in screen and "…另有" in screen
    full = asked("calc", "案", "--as-of", "2026-11-21", "--full")[1]
    assert all(f"货款{n:02}" in full for n in range(40))


def test_a_small_account_is_told_whole() -> None:
    create(Path("案"))
    (Path("案") / CASE).write_text(RECEIPTS_ONLY, "utf-8")
    for verb in ("calc", "due"):
        screen = asked(verb, "案", "--as-of", "2026-11-21")[1]
        assert (
            "--full" not in screen
            and screen.splitlines()[:5] == asked(verb, "案", "--as-of", "2026-11-21", "--full")[1].splitlines()[:5]
        )


def test_findings_get_what_the_run_left_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    import click

    for printed, shown in ((0, 14), (10, 8), (17, 4), (40, 14)):
        console = Console(settings_of(click.Context(click.Command("calc"))))
        for _ in range(printed):
            console.line("x")
        codes = ["LX-A002", "LX-A106", "LX-A107", "LX-A112", "LX-A125", "LX-A111", "LX-A110"]
        names = ["reason", "name", "names", "names", "place", "encoding", "characters"]
        console.findings(
            [finding(c, Where(f"{n}"), **{p: n}) for c, p in zip(codes, names, strict=True) for n in range(3)]
        )
        assert len([x for x in capsys.readouterr().out.splitlines() if x.startswith(" ")]) == shown, printed


def test_a_list_goes_when_the_next_run_finds_little(tmp_path: Path) -> None:
    create(tmp_path / "案")
    assert list_problems(tmp_path / "案", "draft", broken(13)) == (PROBLEMS_OF["draft"],)
    assert list_problems(tmp_path / "案", "draft", broken(12)) == ()
    assert not (tmp_path / "案" / PROBLEMS_OF["draft"]).exists()


def test_many_changed_fields_of_many_papers_fit_one_screen() -> None:
    create(Path("案"))
    (Path("案") / CASE).write_text(CASE_TEXT, "utf-8")
    papers = ("letter", "complaint", "preservation")
    assert "律师函" in asked("draft", "案", *papers)[1]
    text = (
        CASE_TEXT.replace("沈阳", "大连")
        .replace("天津", "北京")
        .replace("100000", "900000")
        .replace("张示例", "李示例")
    )
    (Path("案") / CASE).write_text(text.replace("万分之五", "万分之四"), "utf-8")
    screen = asked("draft", "案", *papers)[1]
    assert len(screen.splitlines()) <= SCREEN, screen
    assert "处变化" in screen and screen.count("→") >= 3


def test_complaints_that_differ_in_a_name_stand_in_one_line_with_all_names() -> None:
    """Three persons without an ID number were three lines that said the same."""
    found = [finding("LX-C050", Where("案件.yaml", at), name=name) for at, name in ((4, "李样例"), (5, "王样例"))]
    ((line, count),) = lines_of(found, 14)
    assert count == 2 and line.startswith("李样例、王样例 没有公民身份号码") and line.count("LX-C050") == 1
    assert "案件.yaml:4" in line and "案件.yaml:5" in line


def test_what_asks_for_something_else_is_never_put_under_another_remedy() -> None:
    roles = [finding("LX-C007", Where("a", at), text=f"词{at}", choices=["债权人"]) for at in range(3)]
    kinds = [finding("LX-C007", Where("a", 9), text="担保", choices=["一般保证"])]
    lines = [line for line, _ in lines_of([*roles, *kinds, *unreadable(15)], 5)]
    assert any("一般保证" in line for line in lines) and any("债权人" in line for line in lines)


def test_what_several_papers_lack_of_one_party_stands_in_few_lines() -> None:
    lacks = [
        finding("LX-P003", Where("案件.yaml", 4), paper=paper, what=what, do="请补充")
        for paper, what in [
            ("起诉状", "甲的电话"),
            ("起诉状", "甲的负责人"),
            ("证明书", "甲的负责人"),
            ("确认书", "甲的电话"),
            ("确认书", "甲的邮编"),
        ]
    ]
    lines = lines_of(lacks, 14)
    assert sum(count for _, count in lines) == 5 and len(lines) == 3
    said = "".join(line for line, _ in lines)
    assert "起诉状、确认书缺少甲的电话" in said and "起诉状、证明书缺少甲的负责人" in said and "缺少甲的邮编" in said
