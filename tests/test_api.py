"""The Python API: every example of ``docs/api.md`` is run on the demo matter, and the door opens without cost."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import lexcollect
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "api.md"
#: A block of the page: its language, and what it holds.
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the page's reader stands: the demo matter, and two files that came by mail."""
    desk = tmp_path_factory.mktemp("桌面")
    example = load_example()
    prepare(example, desk / "示例-沈河案")
    receive(example.inbox, desk / "示例-沈河案")
    return desk


@pytest.fixture
def desk(filed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = Path(shutil.copytree(filed, tmp_path / "桌面"))
    (here / "收到的").mkdir()
    for name in ("合同.txt", "对账单.txt"):
        (here / "收到的" / name).write_text(f"{name}的内容\n", "utf-8")
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "none"))
    monkeypatch.chdir(here)
    return here


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text("utf-8"))


def ran(script: str, names: dict[str, Any]) -> str:
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        exec(compile(script, str(PAGE), "exec"), names)
    return screen.getvalue()


def test_every_example_of_the_page_says_what_the_page_says(desk: Path) -> None:
    names: dict[str, Any] = {}
    found, said = blocks(), io.StringIO()
    for number, (language, body) in enumerate(found):
        if language != "python":
            continue
        if not body.startswith(">>>"):
            assert found[number + 1] == ("text", ran(body, names))
            # The rest of the page begins with a matter that has no package and no papers yet.
            shutil.rmtree(desk / "示例-沈河案" / "3-文书")
            continue
        test = doctest.DocTestParser().get_doctest(body, names, f"block {number}", str(PAGE), 0)
        doctest.DocTestRunner(verbose=False).run(test, out=said.write, clear_globs=False)
        names = test.globs
    assert not said.getvalue(), said.getvalue()
    assert sum(language == "python" for language, _ in found) >= 8


def test_the_script_of_the_page_uses_the_door_alone_and_is_no_longer_than_it_says() -> None:
    script = blocks()[0][1]
    imported = [node for node in ast.walk(ast.parse(script)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert [ast.unparse(node) for node in imported] == ["import lexcollect"]
    assert len(script.splitlines()) <= 30


def test_every_name_of_the_door_is_there_and_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for name in lexcollect.__all__:
        assert getattr(lexcollect, name) is not None
        assert f"`{name}`" in page, name
    assert set(lexcollect.__all__) <= set(dir(lexcollect))
    with pytest.raises(AttributeError, match="no_such_name"):
        lexcollect.no_such_name  # noqa: B018


def test_type_checkers_see_the_names_that_are_loaded() -> None:
    """The names under TYPE_CHECKING are those of ``__all__``, each from the room it is loaded from."""
    tree = ast.parse((ROOT / "lexcollect" / "__init__.py").read_text("utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*seen, "__version__"} == set(lexcollect.__all__)
    for name, (module, inside) in seen.items():
        assert getattr(__import__(str(module), fromlist=[inside]), inside) is getattr(lexcollect, name)
    assert (ROOT / "lexcollect" / "py.typed").is_file()


def test_opening_the_door_loads_nothing() -> None:
    program = (
        "import sys; before = set(sys.modules); import lexcollect; "
        "print(sorted(m for m in set(sys.modules) - before if m.partition('.')[0] not in sys.stdlib_module_names))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env)
    assert ast.literal_eval(out.stdout) == ["lexcollect", "lexcollect.version"]


def test_the_clock_is_not_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as clock

    class Stopped(clock.date):
        @classmethod
        def today(cls) -> Stopped:
            raise AssertionError("somebody asked what day it is")

    class Moment(clock.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Moment:
            raise AssertionError("somebody asked what time it is")

    answers = lexcollect.open_matter("示例-沈河案").answer("2026-11-21")
    monkeypatch.setattr(clock, "date", Stopped)
    monkeypatch.setattr(clock, "datetime", Moment)
    assert answers.draft(["complaint"]).papers[0].status.value == "written"


def test_the_journal_gets_the_moment_it_is_given(desk: Path) -> None:
    matter = lexcollect.open_matter("示例-沈河案")
    matter.note("register", datetime.fromisoformat("2026-11-21T09:30:00+08:00"), "2026-11-21", ["案件.yaml"])
    last = (matter.folder / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()[-1]
    assert '"when": "2026-11-21T09:30:00+08:00"' in last and '"changed": ["案件.yaml"]' in last


@pytest.mark.parametrize("amount", [0.1, 1e3, True, None])
def test_a_float_is_no_amount(amount: Any) -> None:
    with pytest.raises(TypeError):
        lexcollect.capitals(amount)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError, match="moment"):
        lexcollect.count_period(datetime(2026, 11, 21, 23, 30), 15)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: lexcollect.court_fee(-5, "2026-11-21"), "LX-M101"),
        (lambda: lexcollect.court_fee("12w", "2026-11-21"), "LX-M102"),
        (lambda: lexcollect.fee("acceptance", None, "2026-11-21"), "LX-M120"),
        (lambda: lexcollect.preservation_fee(1, "2026-11-21") and lexcollect.read_amount("佰元"), "LX-M101"),
        (lambda: lexcollect.interest(0, "年利率6%", "2024-01-01", "2024-12-31"), "LX-M122"),
        (lambda: lexcollect.interest(1, "年利率6%", "2024-12-31", "2024-01-01"), "LX-M107"),
        (lambda: lexcollect.interest(1, "六厘五", "2024-01-01", "2024-12-31"), "LX-M108"),
        (lambda: lexcollect.interest(1, "LPR", "2024-01-01", "2024-12-31"), "LX-M114"),
        (
            lambda: lexcollect.interest(9, "年利率6%", "2024-01-01", "2024-12-31", payments=[("2025-01-01", 1)]),
            "LX-M111",
        ),
        (
            lambda: lexcollect.interest(9, "年利率6%", "2024-01-01", "2024-12-31", payments=[("2024-02-01", 99)]),
            "LX-M105",
        ),
        (lambda: lexcollect.penalty(1, "每日万分之五", "2026-11-21"), "LX-M126"),
        (lambda: lexcollect.late_interest(1, "2024-01-31", "2025-01-31", markup=80), "LX-M115"),
    ],
)
def test_what_is_wrong_or_open_is_refused(ask: Any, code: str) -> None:
    """A warning refuses too: beside a bare answer nobody would see it."""
    with pytest.raises(lexcollect.Refused) as refused:
        ask()
    assert code in {f.code for f in refused.value.findings}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: lexcollect.lpr("2010-01-01"),
        lambda: lexcollect.court_fee(100, "2000-01-01"),
        lambda: lexcollect.interest(9, "LPR的1.5倍", "2024-01-01", "2026-12-31", lpr_mode="segmented"),
    ],
)
def test_law_that_is_not_in_the_book_is_never_a_default(ask: Any) -> None:
    with pytest.raises(lexcollect.LawUnknown):
        ask()


def test_the_users_own_rate_table_is_named_in_the_working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lpr.csv").write_text("date,1y,5y,source\n2026-10-20,2.90,3.40,公告\n", "utf-8")
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path))
    found = lexcollect.interest(100000, "LPR", "2026-10-20", "2026-11-10", lpr_mode="segmented")
    assert found.value.interest == Decimal("174.79")
    assert "lpr.csv" in str(found.trace[-1].text)
