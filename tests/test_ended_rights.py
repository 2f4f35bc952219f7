"""What ended is told first: a claim the debtor may refuse is no matter that is ready, and the box is not empty.

Facts: 沈河案 without its demands, acknowledgements and the payment that named a debt. Question: what do findings, the
box and 可以提交 say on 2026-11-21? Answer by hand: the first order fell due on 2023-06-17 (60 days after the last
delivery of 2023-04-18), three years end on 2026-06-17 (民法典 188); the debtor may refuse (192), the court does not ask
by itself (193): nobody hands this in without having looked at it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lexcollect.layout import CASE
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.handing_in import Ground, against
from lexcollect.review.box import box
from lexcollect.wording import speaking
from review_kit import Page, desk_of, steel, words_of

_ENDED = "LX-D136"


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    matter = steel(tmp_path_factory.mktemp("silent"))
    place = matter / CASE
    told = yaml.safe_load(place.read_text("utf-8"))
    for key in ("催收", "往来", "确认", "communications", "acknowledgements", "付款", "payments"):
        told.pop(key, None)
    place.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    return matter


@pytest.fixture
def desk(silent: Path) -> Desk:
    return desk_of(silent)


def test_a_claim_that_ended_by_what_is_proved_is_a_warning_with_day_and_article(desk: Desk) -> None:
    told = [one for one in desk.findings if one.code == _ENDED]
    assert told and "2026-06-17" in told[0].message() and "民法典192" in told[0].remedy()
    with speaking("en"):
        assert "ended on 2026-06-17 by what is proved" in told[0].message()


def test_it_is_not_ready_until_somebody_looked_at_it(desk: Desk) -> None:
    held = [one for one in against(desk.findings, None, case=desk.parts.case) if one.finding is not None]
    assert any(one.ground is Ground.SUM and one.finding.code == _ENDED for one in held if one.finding is not None)


def test_the_box_names_it_instead_of_telling_that_nothing_runs(desk: Desk) -> None:
    ended = box(desk)["ended"]["rows"]
    assert ended[0]["last"] == "2026-06-17" and ended[0]["claim"] and "时效抗辩" in ended[0]["word"]
    words = words_of(Page(desk).enter().get("/").body)
    assert "按已经证明的已届满" in words and "没有正在走的期限" not in words


def test_what_is_kept_tells_of_no_ended_claim(tmp_path: Path) -> None:
    whole = desk_of(steel(tmp_path))
    assert not [one for one in whole.findings if one.code == _ENDED]
    assert not [one for one in box(whole)["ended"]["rows"] if one["claim"]]
