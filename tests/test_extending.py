"""docs/extending.md, tried out: every example of the page is put into one copy of the package and looked for where the
page says it appears."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from lexcollect.documents.plaintext import paragraphs
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, JOURNAL, PAPERS, RAW, SORTED

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "extending.md"
STEEL = ROOT / "examples" / "matter-steel"
_EXAMPLE = re.compile(
    r"^(?P<in> *)<!-- (?P<what>new|append|after|run)(?:: (?P<path>[^:\n]+?))?(?:: (?P<line>.+?))? -->\n"
    r" *```\w+\n(?P<text>.*?)^ *```$",
    re.M | re.S,
)


@dataclass(frozen=True)
class Example:
    """An example of the page: what is done with it, to which file, behind which line, under which heading."""

    what: str
    path: str
    line: str
    text: str
    heading: str


def examples() -> list[Example]:
    page = PAGE.read_text("utf-8")
    found = []
    for match in _EXAMPLE.finditer(page):
        heading = re.findall(r"^## (.+)$", page[: match.start()], re.M)[-1]
        text = re.sub(f"^{match['in']}", "", match["text"], flags=re.M)
        found.append(Example(match["what"], match["path"] or "", match["line"] or "", text, heading))
    return found


def put(copy: Path, one: Example) -> None:
    path = copy / one.path
    if one.what == "run":
        subprocess.run([sys.executable, "-c", one.text], cwd=copy, env=environment(copy), check=True)
    elif one.what == "new":
        assert not path.exists(), one.path
        path.write_text(one.text, "utf-8")
    else:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        at = [n for n, line in enumerate(lines, start=1) if line.strip() == one.line] if one.line else [len(lines)]
        assert len(at) == 1, f"{one.path}: {one.line!r} stands there {len(at)} times"
        lines.insert(at[0], one.text)
        path.write_text("".join(lines), "utf-8")


def environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def files(copy: Path) -> dict[str, bytes]:
    return {p.relative_to(copy).as_posix(): p.read_bytes() for p in copy.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def touched() -> dict[str, set[str]]:
    """Which files each section of the page has touched."""
    return {}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory, touched: dict[str, set[str]]) -> Path:
    copy = tmp_path_factory.mktemp("extended")
    for name in ("lexcollect", "templates", "examples", "schemas", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "inbox", "pictures"))
    before = files(copy)
    for one in examples():
        put(copy, one)
        now = files(copy)
        changed = {name for name, data in now.items() if before.get(name) != data and "__pycache__" not in name}
        touched.setdefault(one.heading, set()).update(changed)
        before = now
    return copy


@pytest.fixture(scope="module")
def matter(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's facts as a contract of safekeeping, with what the page adds."""
    folder = tmp_path_factory.mktemp("案") / "保管案"
    shutil.copytree(STEEL / "inbox", folder / RAW)
    (folder / SORTED).mkdir()
    shutil.copy(STEEL / CATALOGUE_NAME, folder / CATALOGUE)
    case = (STEEL / CASE).read_text("utf-8").replace("cause: 买卖合同纠纷", "cause: 保管合同纠纷")
    (folder / CASE).write_text(case, "utf-8")
    return folder


def run(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "lexcollect", *words], cwd=copy, env=environment(copy), capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode in (0, 1) and "LX-A105" not in said, said
    return said


def ask(copy: Path, program: str, *words: str) -> object:
    """Return what a program prints as JSON when it imports the copy."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *words],
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8")
    return json.loads(done.stdout)


def unfolded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def paper(matter: Path, name: str) -> list[str]:
    versions = sorted((matter / PAPERS).glob(f"v*/{name}.docx"), key=lambda p: int(p.parent.name[1:]))
    return list(paragraphs(versions[-1].read_bytes()))


def test_no_more_files_are_touched_than_the_page_says(extended: Path, touched: dict[str, set[str]]) -> None:
    said = {heading: int(m[1]) for heading in touched if (m := re.search(r": (\d) files?", heading))}
    own = {"A cause of action: 1 file, and its words": 2}
    assert {heading: len(names) for heading, names in touched.items()} == {**said, **own}
    assert len(touched) == 10
    table = re.search(r"^\| to add \|.*?\n\n", PAGE.read_text("utf-8"), re.M | re.S)
    assert table and all(f"(#{anchor(heading)})" in table[0] for heading in touched)


def anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_a_kind_of_paper_is_drafted_and_named_in_the_help(extended: Path, matter: Path) -> None:
    assert "debt_notice告知函" in unfolded(run(extended, "draft", "--help"))
    assert "√ 欠款告知函" in run(extended, "draft", str(matter), "debt_notice", "--as-of", "2026-11-21")
    assert "沈阳沈河样例重型机械有限公司已付450,000.00元，尚欠天津津渤示例钢材贸易有限公司保管费本金" in "".join(
        paper(matter, "欠款告知函")
    )


def test_a_cause_of_action_has_account_deadlines_and_papers_in_its_own_words(extended: Path, matter: Path) -> None:
    account = run(extended, "calc", str(matter), "--as-of", "2026-11-21")
    assert "本金 851,600.00 元、违约金 507,593.80 元" in account
    assert "2028-05-23" in run(extended, "due", str(matter), "--as-of", "2026-11-21")
    run(extended, "draft", str(matter), "complaint", "--as-of", "2026-11-21")
    text = "\n".join(paper(matter, "民事起诉状"))
    assert "案由：保管合同纠纷" in text and "支付保管费851,600.00元" in text
    assert "将H型钢100吨交原告保管" in text  # the sentence the cause says otherwise
    assert "第六百二十六条" not in text and "买受人" not in text


def test_a_cause_that_the_page_shows_names_no_law_that_does_not_exist(extended: Path) -> None:
    program = """
        import json
        from lexcollect.causes.reading import unknown_law
        from lexcollect.causes.table import cause_of, official
        print(json.dumps([f.line() for f in unknown_law(cause_of("保管合同"), official())]))
    """
    assert ask(extended, program) == []


def test_a_format_is_recognised_and_read_by_intake(extended: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "群聊.txt").write_text("[2024-01-05 09:30:00] 何样文: 好的\n[2024-01-06 10:00:00] 王例成: 请付款\n", "utf-8")
    run(extended, "new", str(tmp_path / "案"), "--from", str(raw), "--no-input")
    register = json.loads((tmp_path / "案" / ".lexcollect" / "intake.json").read_text("utf-8"))
    [record] = register["records"]
    assert (record["kind"], record["facts"]["rows"]) == ("chat", "2")
    program = """
        import json, sys
        from pathlib import Path
        from lexcollect.formats.reading import content
        messages = content(Path(sys.argv[1])).messages()
        print(json.dumps([(m.number, m.offset, m.sender, m.text.strip(), m.time.value.isoformat()) for m in messages]))
    """
    assert ask(extended, program, str(raw / "群聊.txt")) == [
        [1, 0, "何样文", "好的", "2024-01-05T09:30:00+08:00"],
        [2, 40, "王例成", "请付款", "2024-01-06T10:00:00+08:00"],
    ]


def test_a_rule_of_law_is_shown_dated_and_held_to_its_examples(extended: Path, tmp_path: Path) -> None:
    assert "虚构的催告期" in run(extended, "law", "show", "right.example_notice")
    assert "right.example_notice" in run(extended, "law", "show")
    example = tmp_path / "例.yaml"
    example.write_text(
        "examples:\n  - id: 催告\n    rule: right.example_notice\n    facts: {notice_received_on: 2026-03-02}\n"
        "    expect: {last_day: 2026-03-23}\n",  # 2026-03-22 is a Sunday
        "utf-8",
    )
    run(extended, "law", "check", str(example))
    pages = tmp_path / "rules"
    shutil.copytree(extended / "docs" / "rules", pages)
    subprocess.run(
        [sys.executable, "-m", "lexcollect.cli.rule_reference", str(pages)],
        cwd=extended,
        env=environment(extended),
        check=True,
        capture_output=True,
    )
    assert "二十日" in (pages / "right.example_notice.md").read_text("utf-8")


def test_a_fee_is_offered_and_computed(extended: Path) -> None:
    assert "example" in run(extended, "calc", "fee", "--help")
    assert "400.00" in run(extended, "calc", "fee", "30000", "--kind", "example", "--as-of", "2026-11-21")  # 200 + 200


def test_a_key_of_the_case_file_is_read_checked_and_stands_in_the_schema(extended: Path) -> None:
    case = (STEEL / CASE).read_text("utf-8")
    program = """
        import json, sys
        from lexcollect.casefile import parse_case
        from lexcollect.casefile.schema import case_schema
        loaded = parse_case(sys.argv[1])
        print(json.dumps({
            "codes": [f.code for f in loaded.findings],
            "received_by": [p.received_by for p in loaded.case.payments] if loaded.case else None,
            "schema": case_schema()["$defs"]["Payment"]["properties"]["received_by"]["title"],
        }))
    """
    found = ask(extended, program, case.replace("payer: 沈河,", "payer: 沈河, 收款方: 津渤,", 1))
    assert found == {"codes": ["LX-C051"], "received_by": ["津渤", ""], "schema": "收款方"}
    wrong = ask(extended, program, case.replace("payer: 沈河,", "payer: 沈河, 收款方: 无此人,", 1))
    assert "LX-C034" in wrong["codes"]  # type: ignore[index]
    subprocess.run(
        [sys.executable, "-m", "lexcollect.casefile.schema"], cwd=extended, env=environment(extended), check=True
    )
    written = (extended / "schemas" / "case-1.schema.json").read_text("utf-8")
    assert "received_by" in written and "收款人" in written


def test_a_group_of_facts_is_read_checked_and_proved(extended: Path) -> None:
    program = """
        import json, sys
        from lexcollect.casefile import parse_case
        from lexcollect.casefile.checks import check_evidence
        from lexcollect.casefile.schema import case_schema
        loaded = parse_case(sys.argv[1])
        unknown = check_evidence(loaded.case, ["合同"]) if loaded.case else []
        print(json.dumps({
            "codes": [f.code for f in loaded.findings],
            "days": [str(i.date) for i in loaded.case.inspections] if loaded.case else None,
            "missing": [f.line() for f in unknown if "查验单" in f.line()],
            "schema": case_schema()["properties"]["inspections"]["title"],
        }))
    """
    case = (STEEL / CASE).read_text("utf-8")
    group = "\n查验:\n  - {编号: 查验一, 日期: 2023年4月13日, 在场人: [津渤, 沈河], 证据: 查验单}\n"
    found = ask(extended, program, case + group)
    assert (found["codes"], found["days"], found["schema"]) == (["LX-C051"], ["2023-04-13"], "查验")  # type: ignore[index]
    assert len(found["missing"]) == 1  # type: ignore[index]
    assert "LX-C034" in ask(extended, program, case + group.replace("沈河", "无此人"))["codes"]  # type: ignore[index]


def test_a_finding_is_told_with_its_place_and_remedy_and_stands_on_the_page_of_findings(
    extended: Path, matter: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(matter, tmp_path / "案"))
    case = (folder / CASE).read_text("utf-8")
    numbers = re.findall(r"number: \"?(\d{20})", case)
    (folder / CASE).write_text(case.replace(numbers[1], numbers[0]), "utf-8")
    said = run(extended, "calc", str(folder), "--full", "--as-of", "2026-11-21")
    assert said.count("LX-C999") == 2 and "请核对是不是同一张发票" in said
    page = ask(extended, "import json\nfrom lexcollect.cli.finding_reference import finding_reference\n"
               "print(json.dumps(finding_reference()))")  # fmt: skip
    assert "LX-C999" in str(page)


def test_a_sentence_stands_where_its_circumstance_holds(extended: Path, matter: Path) -> None:
    run(extended, "draft", str(matter), "complaint", "--as-of", "2026-11-21")
    assert any("保证书复印件1份" in line for line in paper(matter, "民事起诉状"))
    program = """
        import json, runpy
        print(json.dumps("保证书复印件1份" in runpy.run_path("docs/clauses.py")["page"]()))
    """
    assert ask(extended, program) is True


def test_a_verb_is_in_the_help_and_speaks_both_languages(extended: Path, matter: Path) -> None:
    assert "看日志　哪天做了什么" in run(extended, "--help")
    assert "what was done when" in run(extended, "--help", "--lang", "en")
    run(extended, "draft", str(matter), "letter", "--as-of", "2026-11-21")
    assert (matter / JOURNAL).is_file()
    assert "draft　写入" in run(extended, "journal", str(matter))
    told = json.loads(run(extended, "journal", str(matter), "--json"))
    assert told["runs"][0]["command"] == "draft"
    page = ask(extended, "import json\nfrom lexcollect.cli.reference import reference\nprint(json.dumps(reference()))")
    assert "## lexcollect journal" in str(page)
