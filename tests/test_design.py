"""docs/design.md says what stands: rooms, contracts and verbs are those of the code; what is planned is not there."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from lexcollect import layout
from lexcollect.casefile.facts import fields_of
from lexcollect.casefile.models import Case
from lexcollect.cli.exits import Exit
from lexcollect.cli.verbs import VERBS
from lexcollect.law.trace import Certainty
from lexcollect.wording import ROOM_OF_LETTER

ROOT = Path(__file__).resolve().parent.parent
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")


def section(number: int) -> str:
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", DESIGN, re.M | re.S)
    assert found
    return found[0]


def layers() -> list[list[str]]:
    """The layers of import-linter, top to bottom, each with its rooms."""
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter", "utf-8")
    lines = read["importlinter:contract:flow"]["layers"].split("\n")
    return [[room.strip() for room in line.split("|")] for line in lines if line.strip()]


def test_the_tree_shows_every_room_in_the_order_of_imports() -> None:
    shown = re.findall(r"^  (\w+)(?:/|\.py) ", section(2), re.M)
    assert shown[0] == "__init__"
    places = {room: number for number, layer in enumerate(layers()) for room in layer}
    assert sorted(shown[1:]) == sorted(places)
    assert [places[room] for room in shown[1:]] == sorted(places[room] for room in shown[1:])


def test_rooms_that_are_strangers_are_named_as_such() -> None:
    for layer in layers():
        if 1 < len(layer) < 5:
            assert f"`{' | '.join(layer)}`" in section(2)


def test_every_contract_is_explained() -> None:
    names = re.findall(r"^\[importlinter:contract:(.+)\]$", (ROOT / ".importlinter").read_text("utf-8"), re.M)
    table = re.search(r"^\| contract \|.*?\n\n", section(2), re.M | re.S)
    assert table
    assert sorted(
        re.findall(r"`([a-z-]+)`", "".join(line.split("|")[1] for line in table[0].splitlines()[2:] if line))
    ) == sorted(names)


def test_the_verbs_of_the_table_are_those_that_can_be_typed() -> None:
    assert re.findall(r"^\| `(\w+)` \|", section(3), re.M) == list(VERBS)
    codes = {int(number) for number in re.findall(r"(\d+) [a-z]", section(3).split("Exit codes:")[1].split("\n")[0])}
    assert codes == {int(code) for code in Exit} - {int(Exit.INTERRUPTED)}


def test_the_folder_of_a_matter_is_that_of_the_layout() -> None:
    for name in (*layout.FOLDERS, layout.CASE, layout.CACHE, layout.TEMPLATES, layout.RATES, layout.CLAUSES):
        assert name in section(3), name
    for name in (layout.CATALOGUE_NAME, layout.MATERIAL_LIST_NAME, layout.PROBLEMS_NAME):
        assert name in section(3), name


def test_the_fact_groups_are_those_of_the_case_file() -> None:
    said = re.search(r"\*\*Fact groups\*\*: (.+?);", section(4))
    assert said and said[1].split(", ") == [f.key for f in fields_of(Case) if f.key not in ("schema", "matter")]


def test_letters_of_findings_and_marks_of_certainty_are_explained() -> None:
    letters = re.search(r"a letter for the room: (.+?)\)", section(4))
    assert letters and {part.split()[0] for part in letters[1].split(", ")} == set(ROOM_OF_LETTER)
    assert all(f"`{certainty}` (" in section(4) for certainty in Certainty)


def test_every_module_and_page_that_is_named_is_there() -> None:
    for path in re.findall(r"\]\(([\w./-]+\.md)\)", DESIGN):
        assert (ROOT / "docs" / path).is_file(), path
    for path in re.findall(
        r"`((?:lexcollect|documents|causes|law|casefile|formats|benchmarks|\.ci)/[\w./-]+)[` ]", DESIGN
    ):
        assert (ROOT / path).exists() or (ROOT / "lexcollect" / path).exists(), path
