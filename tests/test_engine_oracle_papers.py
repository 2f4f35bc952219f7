"""docxtpl is the oracle over every shipped template: each paper of each matter is what docxtpl makes of its fields.

Three things are ours alone and are done to docxtpl's paper before the two are compared: a non-breaking hyphen becomes
Word's element for it (``listing``), tables are made whole (``structure``), and the pages of each letter of a file are
counted from one (``letters``).
"""

from __future__ import annotations

import pytest
from lxml import etree

from drawn import Drawn, papers
from engine_builder import canonical, members
from lexcollect.documents.engine.letters import counted_anew
from lexcollect.documents.engine.properties import CORE_PART
from lexcollect.documents.unbroken import unbroken
from lexcollect.resources import resource
from test_engine_oracle import made_whole, part_types, peer, relations, without_its_past

FROM_WORD = [one for one in papers() if one.template is not None]


HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def finished(xml: bytes) -> bytes:
    root = etree.fromstring(made_whole(xml.decode("utf-8").replace("\u2011", HYPHEN).encode("utf-8")))
    counted_anew(root)
    return bytes(etree.tostring(root))


@pytest.mark.parametrize("one", FROM_WORD, ids=lambda one: one.name)
def test_the_paper_is_what_docxtpl_makes_of_its_fields(one: Drawn) -> None:
    assert one.template is not None
    ours = members(one.data)
    theirs = peer(without_its_past(one.template.read_bytes()), unbroken(one.fields))
    assert set(ours) == set(theirs)
    assert part_types(ours) == part_types(theirs)
    for name in sorted(set(ours) - {CORE_PART, "[Content_Types].xml"}):
        if name.endswith(".rels"):
            assert relations(ours[name]) == relations(theirs[name]), name
        else:
            assert canonical(ours[name]) == canonical(finished(theirs[name])), name


def test_no_shipped_template_is_left_out() -> None:
    compared = {one.template.name for one in FROM_WORD if one.template}
    assert compared == {path.name for path in resource("templates").rglob("*.docx")}
