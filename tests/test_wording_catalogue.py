"""The catalogue and the code agree: every key exists and is used, both languages name the same things, plurals fit."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import lexcollect
from lexcollect.wording import fill
from lexcollect.wording.sheets import findings, rooms, sentences

PACKAGE = Path(lexcollect.__file__).parent
SHEETS = PACKAGE / "wording"
ROOMS = rooms("sentences")
TEXTS = {f"{room}.{name}": pair for room in ROOMS for name, pair in sentences(room).items()}
ROWS = {code: row for room in rooms("findings") for code, row in findings(room).items()}
FINDINGS = {code: row.said for code, row in ROWS.items()}
REASONS = {code: row.reason for code, row in ROWS.items()}
SENTENCES = [
    *((key, *pair) for key, pair in TEXTS.items()),
    *((code, said.zh, said.en) for code, said in FINDINGS.items()),
    *((f"{code} remedy", said.remedy_zh, said.remedy_en) for code, said in FINDINGS.items()),
]
KEY = re.compile(rf"(?:{'|'.join(ROOMS)})\.[\w./-]*\w")
CODE = re.compile(r"LX-[A-Z]\d{3}")
#: Templates of the page say sentences too: ``t('undo')``, ``t('only_' ~ name)``.
PAGES = sorted((PACKAGE / "review" / "templates").glob("*.html"))
SAID, SAID_IN_PARTS = re.compile(r"\b(tl?)\('([\w.]+)'[,)]"), re.compile(r"\b(tl?)\('([\w.]+)' ~")
#: Whose sentences a template says by which name.
SPOKEN = {"t": "desk", "tl": "timeline"}
#: Names of steps and files that look like keys.
NO_KEYS = {"bundle.pdf", "calc.rate", "calc.source"}
#: What proves an event, one sentence a kind: for the proof matrix, a room still to come.
FOR_LATER = re.compile(r"law_events\.\w+\.proof")
#: Sentences that name a thing in one language only, and why.
ONE_SIDED = {
    "general.pair": "the pair itself",
    "LX-C003": "the Chinese label of a key stands in the Chinese sentence only",
    "LX-T030": "what the template parser says is English",
}


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module that may say something."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def constants() -> dict[str, Path]:
    """Every whole string written in the code, with a module it stands in."""
    found = {}
    for path, tree in modules().items():
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                found[node.value] = path
    for path in PAGES:
        found |= dict.fromkeys((f"{SPOKEN[by]}.{name}" for by, name in SAID.findall(path.read_text("utf-8"))), path)
    return found


@cache
def data_words() -> set[str]:
    """Every word of the data files: kinds of events, rules, heads, checks of language."""
    files = [p for p in PACKAGE.rglob("*") if p.suffix in (".yaml", ".csv", ".tsv") and SHEETS not in p.parents]
    files = [p for p in files if "inbox" not in p.parts]  # the installed examples' raw material, in any encoding
    names = {part for path in files for part in path.with_suffix("").relative_to(PACKAGE).parts}
    return names | {word for path in files for word in re.split(r"[\s,;:.\"'\[\]{}()|]+", path.read_text("utf-8"))}


@cache
def patterns() -> dict[str, str]:
    """Every key that is put together (as ``f"law_money.part.{part}"``, or with a plus): its pattern, and where."""
    found = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr | ast.BinOp):
                joined = node.values if isinstance(node, ast.JoinedStr) else [node.left, node.right]
                fixed = [part.value if isinstance(part, ast.Constant) else None for part in joined]
                written = "".join("{}" if part is None else str(part) for part in fixed)
                if re.fullmatch(rf"(?:{'|'.join(ROOMS)}|\{{\}}\.\w+)\.[\w.{{}}-]+", written):
                    regex = "".join("(.+)" if part is None else re.escape(str(part)) for part in fixed)
                    found[regex] = f"{path.relative_to(PACKAGE)}: {written}"
    for path in PAGES:
        for by, begin in SAID_IN_PARTS.findall(path.read_text("utf-8")):
            found[rf"{SPOKEN[by]}\.{begin}(.+)"] = f"{path.relative_to(PACKAGE)}: {SPOKEN[by]}.{begin}{{}}"
    return found


@cache
def all_words() -> set[str]:
    """Every word of code and data, the fixed parts of what is put together included (``a3_`` of ``a3_landscape``)."""
    joined = (node for tree in modules().values() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    fixed = {str(p.value).strip("_.") for node in joined for p in node.values if isinstance(p, ast.Constant)}
    return {*constants(), *data_words(), *fixed}


def known(part: str) -> bool:
    """Tell whether code or data know a word that is put into a key; it may itself be made of two (``amount_late``)."""
    words = all_words()
    return part in words or any(part[:i] in words and part[i + 1 :] in words for i, c in enumerate(part) if c in "_.")


def said_by(node: ast.Call) -> str:
    """The name of what is called: ``finding``, ``text``, ``say`` …"""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def fields(sentence: str) -> set[str]:
    """The names in braces; what only chooses between one and many (``{count:file|files}``) is none of its own."""
    return {name for _, name, spec, _ in Formatter().parse(sentence) if name is not None and "|" not in (spec or "")}


def selectors(sentence: str) -> set[str]:
    return {name for _, name, spec, _ in Formatter().parse(sentence) if name is not None and "|" in (spec or "")}


# --- keys and codes ----------------------------------------------------------------------------------------


def test_every_key_in_the_code_exists() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}: {key}"
        for key, path in constants().items()
        if KEY.fullmatch(key)
        and key not in TEXTS
        and key not in NO_KEYS
        and not (PACKAGE / key.replace(".", "/")).with_suffix(".py").exists()  # a module, imported when it is used
    ]
    assert wrong == []


def test_every_key_that_is_put_together_can_exist() -> None:
    assert [place for regex, place in patterns().items() if not any(re.fullmatch(regex, key) for key in TEXTS)] == []


def test_every_key_is_used() -> None:
    def used(key: str) -> bool:
        if key in constants() or FOR_LATER.fullmatch(key):
            return True
        made = (re.fullmatch(regex, key) for regex in patterns())
        return any(all(map(known, found.groups())) for found in made if found)

    unused = [key for key in TEXTS if not used(key)]
    assert not unused, unused


def test_every_code_in_the_code_exists_and_every_code_is_used() -> None:
    written = {code for text in constants() for code in CODE.findall(text)}
    assert written - set(FINDINGS) == set()
    assert set(FINDINGS) - written == set()


# --- what the sentences are given --------------------------------------------------------------------------


def test_both_languages_name_the_same_things() -> None:
    wrong = {key: fields(zh) ^ fields(en) for key, zh, en in SENTENCES if fields(zh) != fields(en)}
    assert set(wrong) == set(ONE_SIDED), wrong


def given() -> Iterator[tuple[str, set[str], str]]:
    """Yield (key or code, names given, place) of every call that names all it gives."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or any(k.arg is None for k in node.keywords):
                continue
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            name = said_by(node)
            if (name == "finding" and first.value in FINDINGS) or (name in ("text", "say") and first.value in TEXTS):
                yield first.value, {k.arg for k in node.keywords if k.arg}, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_every_sentence_is_given_what_it_names() -> None:
    wanted: dict[str, set[str]] = {}
    for key, zh, en in SENTENCES:
        wanted.setdefault(key.split()[0], set()).update(fields(zh), fields(en), selectors(en))
    calls = list(given())
    assert len(calls) > 500
    assert [f"{place}: {key} lacks {wanted[key] - names}" for key, names, place in calls if wanted[key] - names] == []


# --- plurals -----------------------------------------------------------------------------------------------

#: Names that hold how many there are.
COUNTS = (
    *("count", "days", "months", "years", "pages", "sheets", "groups", "items", "files", "rows", "pictures", "sets"),
    *("opponents", "attachments", "errors", "failed", "passed", "lines", "points", "others", "recalled", "refused"),
    *("total", "n", "number", "value"),
)
#: Words after a number that do not count it.
NO_NOUN = {"is", "was", "has", "less", "pass", "passes", "this", "its", "as", "reads"}


def test_what_is_counted_knows_one_and_many() -> None:
    """Write ``{count} {count:file|files}``; Chinese has no plural."""
    counted = re.compile(rf"\{{(?:{'|'.join(COUNTS)})\}} (?:[a-z]+ )?([a-z]+s)\b")
    bare = [key for key, _, en in SENTENCES if set(counted.findall(en)) - NO_NOUN or "(s)" in en]
    assert bare == []
    assert [key for key, zh, _ in SENTENCES if selectors(zh)] == []


def test_one_file_and_two_files() -> None:
    sentence = "{count} {count:file is|files are} missing"
    assert fill(sentence, "en", {"count": 1}) == "1 file is missing"
    assert fill(sentence, "en", {"count": 2}) == "2 files are missing"
    assert fill(sentence, "en", {"count": 0}) == "0 files are missing"
    assert fill(sentence, "en", {"count": "1"}) == "1 file is missing"


def test_a_plural_is_chosen_by_a_number_of_its_sentence() -> None:
    units = {"law.unit_day", "law.unit_month", "law.unit_year"}  # stand beside their number in another sentence
    assert {key for key, _, en in SENTENCES if not selectors(en) <= fields(en)} == units


# --- why a finding is told ---------------------------------------------------------------------------------


def test_every_code_has_a_reason_in_both_languages_and_an_example() -> None:
    assert [code for code, why in REASONS.items() if not (why.zh and why.en and why.example)] == []


def test_a_reason_says_more_than_its_finding_and_can_be_shown_on_any_screen() -> None:
    for code, why in REASONS.items():
        (why.zh + why.example).encode("gbk")
        assert why.zh.endswith("。") and why.en.endswith("."), code
        assert len(why.zh) <= 80 and len(why.example) <= 80 and "`" not in why.example, code
        assert why.zh.rstrip("。") not in (FINDINGS[code].zh, FINDINGS[code].remedy_zh), code


def test_reasons_are_written_for_their_finding() -> None:
    told = Counter(why.zh for why in REASONS.values())
    assert [zh for zh, times in told.items() if times > 2] == []
    assert len({why.example for why in REASONS.values()}) > len(REASONS) - 20


# --- the sheets themselves ---------------------------------------------------------------------------------


def test_a_spreadsheet_reads_every_sheet_as_chinese_and_no_name_stands_twice() -> None:
    for path in sorted(SHEETS.rglob("*.csv")):
        written = path.read_text("utf-8")
        assert written.startswith("\ufeff") and "\r" not in written, path
        with path.open(encoding="utf-8-sig", newline="") as stream:
            names = [row[0] for row in csv.reader(stream)]
        assert len(set(names)) == len(names), path


def test_findings_stand_in_the_order_of_their_codes() -> None:
    for room in rooms("findings"):
        assert list(findings(room)) == sorted(findings(room))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_sheet_saved_by_a_spreadsheet_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    (tmp_path / "sentences").mkdir()
    lines = ["\ufeffkey,zh,en", 'two,"第一行', '第二行","a, b"', "one,一,one", ""]
    (tmp_path / "sentences" / "own.csv").write_bytes(ends.join(lines).encode())
    monkeypatch.setattr("lexcollect.wording.sheets._HERE", str(tmp_path))
    assert sentences.__wrapped__("own") == {"two": ("第一行\n第二行", "a, b"), "one": ("一", "one")}


@pytest.mark.parametrize("row", ["one,一", "one,一,one,more", "", 'one,"一,one'])
def test_a_broken_row_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "own.csv").write_text(f"key,zh,en\n{row}\ntwo,二,two\n", "utf-8")
    monkeypatch.setattr("lexcollect.wording.sheets._HERE", str(tmp_path))
    with pytest.raises((ValueError, csv.Error)):
        sentences.__wrapped__("own")
