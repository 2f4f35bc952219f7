"""The language rules over sentences written from the rulebook: every violation found, no innocent one stopped."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.folding import folded, rows_of
from lexcollect.documents.lint import CODES, Grade, Runs, Setting, hits, lint, rules
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.refs import exhibit_refs
from lexcollect.matter.example import load_example
from lexcollect.wording import say

FILE = Path(__file__).parent / "data" / "language" / "sentences.tsv"
OTHER = frozenset({"110101199003074514"})
SETTINGS = {
    "letter": Setting(letter=True),
    "court": Setting(),
    "settlement": Setting(),
    "notes": Setting(notes=True),
    "property": Setting(letter=True, property_service=True),
    "lawyer": Setting(letter=True, lawyer=True),
    "letter-stranger": Setting(letter=True, strangers=OTHER),
    "letter-case": Setting(letter=True, case_no=True, case_numbers=frozenset({"(2026)辽0103民初88号"})),
}


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


PLANTED = [row for row in rows() if row["rule"] != "-"]
INNOCENT = [row for row in rows() if row["rule"] == "-"]


def test_the_set_is_large_and_half_of_it_is_innocent() -> None:
    assert len(PLANTED) + len(INNOCENT) >= 120
    assert len(INNOCENT) >= 60
    assert {row["rule"] for row in PLANTED} == {rule.id for rule in rules() if rule.runs is Runs.WORDS}


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row["sentence"][:14])
def test_a_planted_violation_is_found(row: dict[str, str]) -> None:
    assert row["rule"] in {hit.rule.id for hit in hits([row["sentence"]], SETTINGS[row["in"]])}


@pytest.mark.parametrize("row", INNOCENT, ids=lambda row: row["sentence"][:14])
def test_an_innocent_sentence_raises_no_red_flag(row: dict[str, str]) -> None:
    found = hits([row["sentence"]], SETTINGS[row["in"]])
    assert [(hit.rule.id, hit.words) for hit in found if hit.grade is Grade.RED] == []


def test_all_rules_of_the_rulebook_stand_in_the_data_with_reason_and_suggestion() -> None:
    assert {rule.id for rule in rules()} == {f"L{number:02}" for number in range(1, 43)}
    for rule in rules():
        for part in ("why", "advice"):
            for lang in ("zh", "en"):
                assert say(f"documents.lint.{rule.id}.{part}", lang)  # type: ignore[arg-type]


def test_rules_on_calls_hours_and_contacts_wait_for_the_register() -> None:
    held = {rule.id for rule in rules() if rule.runs is Runs.REGISTER}
    assert held == {"L25", "L26", "L27", "L28", "L29", "L30", "L37", "L41"}
    assert all(not rule.needles for rule in rules() if rule.runs is not Runs.WORDS)


def test_every_pattern_compiles_and_needs_one_of_its_needles() -> None:
    """The needles spare a pattern: the sentence of each rule that its pattern finds must hold one."""
    for row in rows():
        words = folded(row["sentence"])
        for rule in rules():
            if rule.runs is Runs.WORDS and rule.pattern.search(words):
                assert any(needle in words for needle in rule.needles), (rule.id, row["sentence"])
    for allowed in rows_of("lint-allowed.tsv"):
        re.compile(allowed["pattern"])


@pytest.mark.parametrize(
    "disguised",
    [
        "后\u200b果\u200d自\ufeff负",
        "后．果．自．负",
        "ＨＯＵ ｇｕｏ ｚｉ ｆｕ",
        "後果自負",
        "后果自付",
        "hòuguǒ自负",
        "后\u3000果 自 负",
    ],
)
def test_disguised_words_are_read_as_what_they_stand_for(disguised: str) -> None:
    assert [hit.words for hit in hits([f"不付款，{disguised}！"], SETTINGS["letter"])] == ["后果自负"]


@pytest.mark.parametrize("plain", ["LPR", "EMS单号EA123456789CN", "Weibo Corporation", "Daniel Lao", "A座", "m²"])
def test_latin_letters_of_other_words_stay(plain: str) -> None:
    assert hits([f"{plain}，请于12月5日前付款。"], SETTINGS["letter"]) == []


def test_a_quotation_of_what_was_entered_is_told_and_stops_nothing() -> None:
    """A debtor's threatening message, quoted in the complaint: with no entry of it, the words are our own."""
    said = "再催就打断你的腿，后果自负"
    line = f"2026年5月9日，被告以微信表示：“{said}”。"
    known = hits([line], Setting(entered=(said,)))
    assert {(hit.rule.id, hit.grade) for hit in known} == {("L01", Grade.QUOTED), ("L02", Grade.QUOTED)}
    assert {hit.grade for hit in hits([line], Setting())} == {Grade.RED}
    assert [f.code for f in lint([line], Setting(entered=(said,)))] == ["LX-P320", "LX-P320"]


def test_part_of_an_entered_message_may_be_quoted_and_words_beside_it_still_stop() -> None:
    given = Setting(letter=True, entered=("老子就是老赖，再催让你好看",))
    assert {hit.grade for hit in hits(["贵司称“让你好看”。"], given)} == {Grade.QUOTED}
    beside = hits(["贵司称“让你好看”，贵司就是老赖。"], given)
    assert {(hit.rule.id, hit.grade) for hit in beside} == {("L01", Grade.QUOTED), ("L05", Grade.RED)}
    assert {hit.grade for hit in hits(["贵司称“你等着瞧”。"], given)} == {Grade.RED}


def test_the_name_of_a_party_is_no_word_of_a_rule() -> None:
    line = "致：北京曝光科技有限公司，请于12月5日前付款。"
    assert {hit.rule.id for hit in hits([line], Setting(letter=True))} == {"L04"}
    assert hits([line], Setting(letter=True, names=("北京曝光科技有限公司",))) == []


def test_a_report_to_the_police_weighs_less_in_a_pleading() -> None:
    said = "被告的行为涉嫌诈骗犯罪。"
    assert {hit.grade for hit in hits([said], Setting())} == {Grade.WARNING}
    assert {hit.grade for hit in hits([said], Setting(letter=True))} == {Grade.RED}


# --- what the project itself says --------------------------------------------------------------------------

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STRICT = Setting(letter=True, property_service=True)


def example_material(folder: Path) -> Material:
    """Return what the papers of an example are written from, on the day of its walk."""
    loaded = parse_case((folder / "案件.yaml").read_bytes())
    assert loaded.case is not None
    catalogue, _ = load_catalogue(folder / "证据目录.yaml", folder / "inbox")
    assert catalogue is not None
    matter = answer_case(loaded.case, load_example(folder.name.removeprefix("matter-")).as_of)
    now = matter.due_now
    return Material(
        matter.case, matter.claims, exhibit_refs(catalogue), earlier=(now.case, now.claims) if now else None
    )


def test_no_template_and_no_clause_raises_a_red_flag() -> None:
    lines = [line for path in (EXAMPLES.parent / "templates").rglob("*.docx") for line in paragraphs(path.read_bytes())]
    # A waiver names its condition in a field of its own; each of its sentences asks for payment in full and in time.
    lines = [line.replace("{{ 减免.条件 }}", "乙方足额、按时支付全部款项") for line in lines]
    for path in (EXAMPLES.parent / "lexcollect" / "causes" / "clauses").glob("*.yaml"):
        lines += re.findall(r"(?:text: |^ +[a-z_]+: )\"?(.+)", path.read_text("utf-8"), re.M)
    assert len(lines) > 800
    found = hits(lines, replace(STRICT, lawyer=True))
    assert [(hit.rule.id, hit.sentence) for hit in found if hit.grade is Grade.RED] == []


@pytest.mark.parametrize("folder", sorted(EXAMPLES.glob("matter-*")), ids=lambda folder: folder.name)
def test_no_paper_of_an_example_raises_a_red_flag(tmp_path: Path, folder: Path) -> None:
    """Every paper there is, of every example, whether it is offered for the matter or not."""
    given = example_material(folder)
    result = draft(list(PAPERS), given, tmp_path, sources={})
    assert len(result.written) >= 2
    flags = [f.line("zh") for f in result.findings if f.code in (*CODES.values(),)]
    assert flags == []
