"""What the tests of proposed facts share: papers made of words, and the facts in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.formats.page_words import Origin, Said
from lexcollect.proposing.gathering import found_in, gather
from lexcollect.proposing.papers import Paper, paper_of
from lexcollect.proposing.shapes import Found, Proposal, Trust

SELLER, BUYER = "天津津渤示例钢材贸易有限公司", "沈阳沈河样例重型机械有限公司"
SELLER_CODE, BUYER_CODE = "91120113FAKE00013M", "91210103FAKE00021K"


def paper(words: str, name: str = "材料.pdf", **more: Any) -> Paper:
    """A paper of one page that says ``words``."""
    origin = more.pop("origin", Origin.TEXT)
    return paper_of(name, [Said(1, words, origin)], **more)


def facts(words: str, group: str, **more: Any) -> list[Found]:
    """The facts of ``group`` that a paper with ``words`` says."""
    return [one for one in found_in(paper(words, **more)) if one.group == group]


def fact(words: str, group: str, **more: Any) -> dict[str, Any]:
    """The values of the only fact of ``group`` in ``words``, its people by name."""
    (one,) = facts(words, group, **more)
    return {key: value.value for key, value in (*one.values.items(), *one.people.items())}


def trust(words: str, group: str, **more: Any) -> Trust:
    """How far the only fact of ``group`` is believed."""
    (one,) = facts(words, group, **more)
    return one.trust


def proposals(*papers: Paper, case: Mapping[str, Any] | None = None) -> dict[str, Proposal]:
    """The proposals that ``papers`` lead to, by their id."""
    return {one.id: one for one in gather(papers, case or {}, {}).proposals}
