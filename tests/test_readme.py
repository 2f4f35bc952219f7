"""What README and guide say is true: commands, verbs, figures, screens, links, keys."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from PIL import Image

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.casefile.facts import fields_of, plain
from lexcollect.casefile.labels import labels_of
from lexcollect.casefile.models import Case
from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.main import group
from lexcollect.cli.verbs import VERBS
from lexcollect.cn.amounts import format_yuan
from lexcollect.documents.register import PAPERS
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.wording import speaking
from steel import AS_OF, ROOT, steel

READMES = ("README.md", "README.zh-CN.md")
GUIDES = ("docs/guide.md", "docs/guide.zh-CN.md")
PAGES = (*READMES, *GUIDES)

MAIN = "pip install . && lexcollect demo"
TESTS = 'pip install -e ".[dev]" && pytest -n auto'
OWN = "python3 -m venv .venv && . .venv/bin/activate && "
WINDOWS = "py -m venv .venv; .venv\\Scripts\\Activate.ps1; "

MONEY = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+\.\d{2}(?!\d)")
CODE = re.compile(r"```(\w*)\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
DEMO = "示例-沈河案"


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def commands(page: str) -> list[str]:
    """Every ``lexcollect …`` in code of the page, each up to the end of its line or ``;``, ``&&``."""
    code = "\n".join(block or span for _, block, span in CODE.findall(read(page)))
    return [found.strip() for found in re.findall(r"(?m)(?:^|[;&] *)(lexcollect(?: [^;&\n#]*)?)", code)]


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every line that the demo and the verbs on its matter print, in both languages."""
    folder = tmp_path_factory.mktemp("readme")
    said: list[str] = []
    for words in (("demo",), ("calc", DEMO), ("due", DEMO)):
        for lang in ("zh", "en"):
            again = ("--into", "en") if words == ("demo",) and lang == "en" else ()
            code, out, err = typed(*words, *again, "--as-of", AS_OF.isoformat(), "--lang", lang, cwd=folder)
            assert code == 0, err
            said += out.splitlines()
    return {line.rstrip() for line in said}


# --- setting up ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("command", [MAIN, TESTS])
def test_the_two_commands_stand_there_with_their_other_forms(page: str, command: str) -> None:
    said = read(page)
    assert f"`{command}`" in said
    assert f"`{OWN}{command}`" in said
    assert f"`{WINDOWS}{command.replace(' &&', ';')}`" in said


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    assert TESTS in (ROOT / ".ci" / "run").read_text("utf-8")


# --- commands -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_command_can_be_typed_as_written(page: str) -> None:
    """Each verb exists and takes these options; nothing is run."""
    hand_over()
    found = commands(page)
    assert found
    for line in found:
        words = shlex.split(line)[1:]
        context = click.Context(group, info_name="lexcollect")
        if not words:
            continue
        verb = group.get_command(context, words[0])
        assert verb is not None, line
        if len(words) > 1:
            with speaking("zh"), verb.make_context(words[0], words[1:], parent=context):
                pass


@pytest.mark.parametrize("page", GUIDES)
def test_the_guide_shows_every_verb_once_typed(page: str) -> None:
    shown = {line.split()[1] for line in commands(page) if " " in line}
    assert set(VERBS) <= shown, f"not in {page}: {set(VERBS) - shown}"


@pytest.mark.parametrize("page", GUIDES)
def test_the_guide_names_every_paper_and_its_template(page: str) -> None:
    lists = runpy.run_path(str(ROOT / "docs" / "papers.py"))
    divider = lists["GUIDES"][Path(page).name]
    assert read(page) == lists["drawn"](read(page), divider), "run: python docs/papers.py"
    for paper in PAPERS.values():
        assert f"`{paper.id}` {paper.title}" in read(page)
        assert paper.on_form or f"(../templates/{paper.template})" in read(page)


def test_the_guide_to_templates_lists_every_field_of_every_template() -> None:
    lists = runpy.run_path(str(ROOT / "docs" / "papers.py"))
    page = read("docs/templates.zh-CN.md")
    assert page == lists["with_fields"](page), "run: python docs/papers.py"
    assert "| `收函人.名称` | 文字 | 单位名称或者姓名 |" in page


# --- figures and screens ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", READMES)
def test_the_figures_of_the_readme_are_those_of_the_account(page: str) -> None:
    claims = steel().claims
    account = claims.account
    figures = [account.principal, account.penalty, claims.total, *(s.cap for s in claims.sureties if s.cap)]
    for figure in figures:
        assert format_yuan(figure) in read(page)


@pytest.mark.parametrize("page", READMES)
def test_every_amount_in_the_readme_is_printed_by_the_program(page: str, screens: set[str]) -> None:
    printed = set(MONEY.findall("\n".join(screens)))
    assert set(MONEY.findall(read(page))) <= printed


@pytest.mark.parametrize("page", PAGES)
def test_every_screen_that_is_quoted_is_a_screen(page: str, screens: set[str]) -> None:
    blocks = [block for kind, block, _ in CODE.findall(read(page)) if kind == "text" and "案件.yaml " not in block]
    assert blocks
    for line in "".join(blocks).splitlines():
        assert line in screens, line


@pytest.mark.parametrize("page", READMES)
def test_the_law_book_is_as_recent_as_the_readme_says(page: str, tmp_path: Path) -> None:
    _, out, _ = typed("doctor", "--lang", "zh", "--as-of", AS_OF.isoformat(), cwd=tmp_path)
    law = next(line for line in out.splitlines() if "法规库截至" in line)
    days = re.findall(r"\d{4}-\d{2}-\d{2}", law)
    assert len(days) == 2
    for day in days:
        assert day in read(page)
    assert re.findall(r"放假安排至 (\d{4}) 年", law)[0] in read(page)


# --- case file and catalogue --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", GUIDES)
def test_the_guide_lists_every_group_of_facts_in_both_languages(page: str) -> None:
    for field in fields_of(Case):
        if field.key == "schema":
            continue
        needed = " ●" if field.required else ""
        assert f"| `{field.key}` | {labels_of('Case', field.key)[0]}{needed} |" in read(page), f"{field.key}: {page}"


def test_the_page_of_keys_is_current() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "case_file.py"))["page"]()
    assert read("docs/case-file.md") == drawn, "run: python docs/case_file.py"


def test_page_of_the_sentences_is_current() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "clauses.py"))["page"]()
    assert read("docs/clauses.md") == drawn, "run: python docs/clauses.py"


@pytest.mark.parametrize("page", GUIDES)
def test_the_case_file_of_the_guide_loads(page: str) -> None:
    text = next(b for k, b, _ in CODE.findall(read(page)) if k == "yaml" and "lexcollect/case/1" in b)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]


def test_both_guides_show_the_same_case() -> None:
    cases = [parse_case(next(b for k, b, _ in CODE.findall(read(page)) if k == "yaml")).case for page in GUIDES]
    one, two = (plain(case) for case in cases if case)
    assert one == two


@pytest.mark.parametrize("page", GUIDES)
def test_the_catalogue_of_the_guide_loads(page: str, tmp_path: Path) -> None:
    text = next(b for k, b, _ in CODE.findall(read(page)) if k == "yaml" and "lexcollect/catalogue/1" in b)
    written = tmp_path / "2-整理" / "证据目录.yaml"
    material = tmp_path / "1-收到的材料"
    files = {written: text, material / "合同盖章版.pdf": "%PDF-1.7", material / "notes.txt": "本案要点"}
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8", newline="\n")
    catalogue, findings = load_catalogue(written, material)
    assert not findings, [f.line() for f in findings]
    assert catalogue is not None


# --- links, pictures, languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_linked_file_exists(page: str) -> None:
    here = (ROOT / page).parent
    links = [link for link in LINK.findall(read(page)) if "://" not in link]
    assert links
    for link in links:
        file, _, anchor = unquote(link).partition("#")
        target = (here / file) if file else ROOT / page
        assert target.exists(), link
        if anchor:
            heads = re.findall(r"(?m)^#+ (.+)$", target.read_text("utf-8"))
            assert anchor in {head.strip().lower().replace(" ", "-") for head in heads}, link


def test_every_picture_is_shown_small_and_whole() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    for picture in pictures:
        assert f"(docs/pictures/{picture.name})" in read("README.md"), picture.name
        assert picture.stat().st_size < 250_000, picture.name
        with Image.open(picture) as image:
            image.load()
            assert min(image.size) >= 700, picture.name


@pytest.mark.parametrize("pair", [READMES, GUIDES])
def test_both_languages_say_the_same(pair: tuple[str, str]) -> None:
    """The same headings, pictures, installation lines and amounts; links differ only in the language of the page."""
    english, chinese = (read(page) for page in pair)
    for what in (r"(?m)^#+ ", r"!\[[^\]]*\]\(([^)]+)\)", r"`((?:pip|python3|py) [^`]+)`", MONEY.pattern, r"LX-\w\d{3}"):
        assert sorted(re.findall(what, english)) == sorted(re.findall(what, chinese)), what
    files = [
        {link.partition("#")[0].replace(".zh-CN", "") for link in LINK.findall(text)} for text in (english, chinese)
    ]
    assert files[0] == files[1]


def test_the_front_pages_deny_nothing_that_the_program_has_learnt() -> None:
    """A lender or landlord must not read that only sales get papers, nor that a multiple of LPR cannot be written."""
    root = Path(__file__).resolve().parents[1]
    pages = {name: (root / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
    guides = [(root / "docs" / name).read_text(encoding="utf-8") for name in ("guide.md", "guide.zh-CN.md")]
    assert "文书适用于买卖合同" not in pages["README.zh-CN.md"] and "民间借贷" in pages["README.zh-CN.md"]
    assert "papers fit contracts of sale" not in pages["README.md"] and "private loan" in pages["README.md"]
    assert all("同期LPR的1.5倍" in guide for guide in guides)
