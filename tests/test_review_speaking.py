"""Who is speaking in a chat, decided on its page.

Facts: 沈河案 with the chat of its sales manager and a clerk of the debtor whose account the case file does not name.
Question: can a person say for whom somebody speaks, take it back, and does the terminal know it afterwards? Answer: a
step with undo; the facts read from the chat follow at once; saved with name and day where the terminal keeps it.
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from lexcollect.layout import FACTS, UNSAVED
from lexcollect.matter.desk.spoken import Spoken
from lexcollect.matter.desk.steps import from_plain, plain
from lexcollect.matter.proposing import speakers_in
from lexcollect.review.keys import key_of
from review_kit import Page, desk_of, steel


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def page(fresh: Path, tmp_path: Path) -> Page:
    return Page(desk_of(Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True)))).enter()


def speakers(page: Page) -> str:
    row = next(one for one in page.review.desk.lines.rows if any(name.endswith("何会计.csv") for name in one.files))
    at = next(n for n, name in enumerate(row.files) if name.endswith("何会计.csv"))
    return f"/speakers/{key_of(row.id)}/{at}"


def first(body: str) -> tuple[str, str]:
    """The first speaker, and the first party that can be chosen."""
    speaker = re.search(r'name="speaker" value="([0-9a-f]+)"', body)
    party = re.search(r'<option value="([^"?]+)"', body)
    assert speaker is not None and party is not None
    return speaker[1], unescape(party[1])


def test_a_speaker_is_decided_undone_and_on_record_once_it_is_saved(page: Page) -> None:
    desk, here = page.review.desk, speakers(page)
    speaker, party = first(page.get(here).body)
    sent = (("speaker", speaker), ("party", party), ("person", "何样文"), ("ground", "合同第6.1条写明"))
    body = unescape(page.post(here, *sent).body)
    assert f"发言人已由人认定（{party}）" in body and "未保存的改动 1 处" in body
    assert not speakers_in(desk.folder) and (desk.folder / UNSAVED).exists()
    page.post("/undo")
    assert "发言人已由人认定" not in page.get(here).body and not desk.steps
    page.post(here, *sent)
    assert f"→ {party}" in unescape(page.get("/save").body)
    assert "已保存 1 处改动" in unescape(page.post("/save", ("who", "李样例")).body)
    (kept,) = [one for one in speakers_in(desk.folder) if one.person == "何样文"]
    assert (kept.party, kept.ground, kept.by) == (party, "合同第6.1条写明", "李样例")
    assert (desk.folder / FACTS).is_file() and "发言人已由人认定" in page.get(here).body


def test_the_step_is_taken_up_again_after_a_crash(page: Page) -> None:
    desk, here = page.review.desk, speakers(page)
    speaker, party = first(page.get(here).body)
    page.post(here, ("speaker", speaker), ("party", party))
    again = desk_of(desk.folder)
    assert again.recover().steps == 1 and again.spoken[0].party == party
    step = Spoken("wxid", "何", party, "", "")
    assert from_plain(plain(step)) == step


def test_nobody_is_decided_by_a_press_without_a_choice(page: Page) -> None:
    desk, here = page.review.desk, speakers(page)
    speaker, _ = first(page.get(here).body)
    for sent in (
        (("speaker", speaker), ("party", "?")),
        (("speaker", "x"), ("party", "")),
        (("speaker", speaker), ("party", "别人")),
    ):
        assert "LX-W101" in page.post(here, *sent).body and not desk.steps
    assert page.get("/speakers/nobody/0").status == 404
    page.post(here, ("speaker", speaker), ("party", ""))
    assert desk.spoken[0].party == "" and desk.spoken[0].person == ""
