"""Days on the page are those of ``due``: the day to act by, and the last day of the period, each under its name.

Facts: three examples on their days. Of 林案 limitation ends by counting on Sunday 2027-06-20: 民法典第203条 rolls the
last day of a period to Monday the 21st, whether limitation may be counted so is debated, and one acts by Friday the
18th. Questions: do the box and the page of sums say both days, in the words of the terminal, and that the later one
rests on a day off? Answers: by hand for 林案, and those of ``due --json`` for every deadline.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.wording import say, speaking
from review_kit import Page, steel, words_of


@pytest.fixture(scope="module", params=["steel", "loan", "lease"])
def matter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, steel(tmp_path_factory.mktemp(request.param), request.param)


def due(name: str, folder: Path) -> list[dict[str, Any]]:
    day = load_example(name).as_of.isoformat()
    _, out, err = typed("due", folder.name, "--json", "--as-of", day, cwd=folder.parent)
    assert out, err
    return json.loads(out)["deadlines"]  # type: ignore[no-any-return]


def page_of(matter: tuple[str, Path], tmp_path: Path) -> Page:
    name, fresh = matter
    return Page(Desk(Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True)), load_example(name).as_of)).enter()


def test_the_box_and_the_page_of_sums_say_both_days_of_every_deadline_as_the_terminal_does(
    matter: tuple[str, Path], tmp_path: Path
) -> None:
    page = page_of(matter, tmp_path)
    money, box = words_of(page.get("/money").body), words_of(page.get("/").body)
    running = [one for one in due(*matter) if one["act_by"] and one["state"] in ("running", "grace")]
    for one in running:
        said = f"最迟办理日 {one['act_by']} 　期间末日 {one['last_day']}".replace("　", " ")
        assert " ".join(said.split()) in " ".join(money.replace("　", " ").split()), one["id"]
    in_box = [one for one in running if f"最迟办理日 {one['act_by']} 期间末日 {one['last_day']}" in box]
    assert in_box or not running, "at least the most urgent ones"


def test_a_last_day_that_rests_on_a_day_off_says_what_counting_alone_gives(
    matter: tuple[str, Path], tmp_path: Path
) -> None:
    money = words_of(page_of(matter, tmp_path).get("/money").body)
    moved = [one for one in due(*matter) if one["nominal"] and one["nominal"] != one["last_day"]]
    for one in moved:
        assert f"期间末日 {one['last_day']} （按日历算至 {one['nominal']}，遇休息日顺延）" in money


def test_by_hand(tmp_path: Path) -> None:
    page = Page(Desk(steel(tmp_path, "loan"), load_example("loan").as_of)).enter()
    box = words_of(page.get("/").body)
    assert "最迟办理日 2027-06-18 期间末日 2027-06-21 （按日历算至 2027-06-20，遇休息日顺延）" in box


def test_the_words_are_those_of_the_terminal() -> None:
    assert say("desk.day.act_by", "zh") == say("deadlines.head.act_by", "zh")
    assert say("desk.day.last", "zh") == say("deadlines.head.last", "zh")


def test_in_english(matter: tuple[str, Path], tmp_path: Path) -> None:
    page = page_of(matter, tmp_path)
    with speaking("en"):
        assert "last day" in words_of(page.get("/money").body)
