"""The register of papers: one line a paper, and everything else follows. A new one touches three files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS, REGISTER, in_help, read_register
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, RAW, SORTED
from lexcollect.layout import PAPERS as PAPERS_FOLDER
from lexcollect.resources import resource

ROOT = Path(__file__).resolve().parent.parent
LINES = Path(REGISTER).read_text("utf-8").splitlines(keepends=True)
HEAD = next(line for line in LINES if line.startswith("id\t"))
VIEW = '''"""欠款告知函: the simplest paper: who owes what."""

from lexcollect.documents.material import Material, View, day
from lexcollect.documents.views import figures


def view(material: Material) -> View:
    """Return the fields of the notice."""
    found = View("debt_notice", material)
    you, us = material.case.debtor.name, material.case.creditor.name
    found.fields = {"收函人": you, "发函人": us, "词": found.nouns, "合计": figures.totals(found, you, us)}
    found.fields["日期"] = day(material.as_of)
    return found
'''


def test_papers_have_a_view_a_template_and_names_in_both_languages() -> None:
    assert list(PAPERS)[:4] == ["letter", "complaint", "preservation", "settlement"]
    for paper in PAPERS.values():
        assert callable(paper.view())
        assert paper.on_form or (resource("templates") / paper.template).is_file()
        assert (paper.name.render("zh"), paper.name.render("en")) == (paper.title, paper.title_en)


def test_help_names_the_papers_of_the_register() -> None:
    assert in_help("zh")["papers"].startswith("律师函、起诉状、保全申请书、和解协议")
    assert in_help("zh")["papers_typed"].startswith("letter 律师函、complaint 起诉状、preservation 保全申请书")
    assert in_help("en")["papers"].split(", ") == list(PAPERS)


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "id\ttitle\n",
        f"{HEAD}letter\t律师函\n",
        f"{HEAD}a\t甲\ta\t甲\tx.docx\tv\tloud\n",
        f"{HEAD}a\t甲\ta\t甲\tx.docx\tv\t\n",
        f"{HEAD}a\t甲\ta\t甲\tx.docx\tv\t-\nb\t甲\tb\t乙\ty.docx\tw\t-\n",
    ],
)
def test_a_broken_register_is_no_register(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "papers.tsv"
    path.write_text(lines, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_register(str(path))


def template(path: Path) -> None:
    """Draw a small Word template with the kit of the house."""
    sys.path.insert(0, str(ROOT / "templates"))
    try:
        from drawing.kit import footer, p, package
    finally:
        sys.path.pop(0)
    text = "{{ 收函人 }}：截至{{ 日期 }}，{{ 合计.清偿 }}，尚欠{{ 发函人 }}{{ 词.本金 }}{{ 合计.尚欠 }}元，请支付。"
    path.write_bytes(
        package("欠款告知函", [p("文书标题", "欠款告知函"), p("正文缩进", text)], footers=[footer("dash")])
    )


def test_a_new_paper_touches_three_files(tmp_path: Path) -> None:
    """On a copy: a line in the register, a view, a template; then help names it and draft writes it."""
    for name in ("lexcollect", "templates", "examples", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "inbox"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    register = tmp_path / "lexcollect" / "documents" / "data" / "papers.tsv"
    with register.open("a", encoding="utf-8") as stream:
        stream.write(
            "debt_notice\t欠款告知函\tnotice of a debt\t告知函\tlawyer_letters/欠款告知函.docx\tdebt_notice\tletter\n"
        )
    (tmp_path / "lexcollect" / "documents" / "views" / "debt_notice.py").write_text(VIEW, "utf-8")
    template(tmp_path / "templates" / "lawyer_letters" / "欠款告知函.docx")
    touched = [path for path in tmp_path.rglob("*") if path.is_file() and before.get(path) != path.read_bytes()]
    assert len(touched) == 3

    def run(*words: str) -> str:
        env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "lexcollect", *words], cwd=tmp_path, env=env, capture_output=True, check=False
        )
        return (done.stdout + done.stderr).decode("utf-8")

    assert "、debt_notice告知函、all" in "".join(run("draft", "--help").split())  # wherever its lines end
    matter, example = tmp_path / "案", ROOT / "examples" / "matter-steel"
    shutil.copytree(example / "inbox", matter / RAW)
    (matter / SORTED).mkdir()
    shutil.copy(example / CASE, matter / CASE)
    shutil.copy(example / CATALOGUE_NAME, matter / CATALOGUE)
    said = run("draft", str(matter), "debt_notice", "--as-of", "2026-11-21")
    assert "√ 欠款告知函" in said, said
    written = list(paragraphs((matter / PAPERS_FOLDER / "v1" / "欠款告知函.docx").read_bytes()))
    assert written[1].startswith(
        "沈阳沈河样例重型机械有限公司：截至2026年11月21日，沈阳沈河样例重型机械有限公司已付450,000.00元，尚欠"
    )
