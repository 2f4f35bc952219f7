"""Where the pages of a package go: volumes end between exhibits, double-sided sheets begin with an exhibit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexcollect.bundle.model import STANDARD, Per
from lexcollect.bundle.paging import Lengths, Load, Plan, What, lay_out

#: Six exhibits in three groups: pages of each.
PAGES = {"1-1": 1, "1-2": 4, "2-1": 3, "2-2": 8, "3-1": 2, "3-2": 5}


def loads(pages: dict[str, int], size: int = 1000) -> list[Load]:
    return [Load(no, int(no[0]), n, n * size, lambda n=n: [size] * n) for no, n in pages.items()]


def shown(plan: Plan) -> list[list[str]]:
    """Return what stands in each volume, in words: kind or number, and pages."""
    return [[f"{run.key or run.what}:{run.pages}" for run in volume.runs] for volume in plan.volumes]


def test_without_a_wish_all_stand_in_one_volume_without_a_gap() -> None:
    plan = lay_out(loads(PAGES), STANDARD, Lengths(2))
    assert shown(plan) == [["index:2", "1-1:1", "1-2:4", "2-1:3", "2-2:8", "3-1:2", "3-2:5"]]
    assert [run.first for run in plan.volumes[0].runs] == [1, 3, 4, 8, 11, 19, 21]


def test_a_volume_ends_before_the_exhibit_that_does_not_fit() -> None:
    plan = lay_out(loads(PAGES), replace(STANDARD, max_pages=12), Lengths(2))
    assert shown(plan) == [
        ["index:2", "1-1:1", "1-2:4", "2-1:3"],
        ["part_index:1", "2-2:8", "3-1:2"],
        ["part_index:1", "3-2:5"],
    ]
    assert not plan.cut


def test_an_exhibit_larger_than_a_volume_is_cut_and_told() -> None:
    plan = lay_out(loads({"1-1": 3, "1-2": 25, "2-1": 1}), replace(STANDARD, max_pages=10), Lengths(1))
    assert plan.cut == ("1-2",)
    assert [volume.pages for volume in plan.volumes] == [4, 10, 10, 9]
    skips = [run.skip for volume in plan.volumes for run in volume.of(What.EXHIBIT) if run.key == "1-2"]
    assert skips == [0, 9, 18]
    assert plan.volumes_of()["1-2"] == (1, 2, 3)


def test_bytes_bound_a_volume_as_pages_do() -> None:
    plan = lay_out(loads(PAGES, 100_000), replace(STANDARD, max_bytes=1), Lengths(1), most_bytes=1_000_000)
    assert shown(plan) == [
        ["index:1", "1-1:1", "1-2:4", "2-1:3"],
        ["part_index:1", "2-2:8"],
        ["part_index:1", "3-1:2", "3-2:5"],
    ]


def test_double_sided_every_exhibit_begins_on_a_front() -> None:
    plan = lay_out(loads(PAGES), replace(STANDARD, duplex=True), Lengths(1, {}, {1: 1, 2: 1, 3: 2}, 1))
    for volume in plan.volumes:
        fronts = {run.first % 2 for run in volume.runs if run.what is not What.BLANK}
        assert fronts == {1}
    assert shown(plan)[0][:6] == ["index:1", "blank:1", "divider:1", "blank:1", "1-1:1", "blank:1"]
    assert plan.counted(What.EXHIBIT) == sum(PAGES.values())


def test_each_group_is_a_volume_behind_the_whole_index() -> None:
    plan = lay_out(loads(PAGES), replace(STANDARD, per=Per.GROUP, max_pages=11), Lengths(2))
    assert [(volume.group, volume.part) for volume in plan.volumes] == [(0, 0), (1, 1), (2, 1), (2, 2), (3, 1)]
    assert shown(plan)[0] == ["index:2"]
    assert shown(plan)[3] == ["part_index:1", "2-2:8"]


@pytest.mark.parametrize("most", [10, 11, 13, 17, 40])
@pytest.mark.parametrize("duplex", [False, True])
def test_nothing_is_lost_and_no_volume_is_too_long(most: int, duplex: bool) -> None:
    pages = {f"{1 + n % 4}-{n}": 1 + (n * 7) % 31 for n in range(40)}
    profile = replace(STANDARD, max_pages=most, duplex=duplex)
    plan = lay_out(loads(pages), profile, Lengths(2, {}, dict.fromkeys(range(1, 5), 1), 1))
    assert all(volume.pages <= most for volume in plan.volumes)
    seen: dict[str, int] = {}
    for volume in plan.volumes:
        at = 1
        for run in volume.runs:
            assert run.first == at
            at += run.pages
            if run.what is What.EXHIBIT:
                assert run.skip == seen.get(run.key, 0)
                seen[run.key] = run.skip + run.pages
    assert seen == pages
