"""Every paper and every template follows the schema of WordprocessingML; a checker that sees nothing would not do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from docx_order import disorder
from docx_rules import broken
from drawn import Drawn, papers
from engine_builder import changed
from lexcollect.resources import resource

TEMPLATES = sorted(resource("templates").rglob("*.docx"))
BODY, STYLES = "word/document.xml", "word/styles.xml"


@pytest.mark.parametrize("one", papers(), ids=lambda one: one.name)
def test_every_paper_follows_the_schema(one: Drawn) -> None:
    assert [*disorder(one.data), *broken(one.data)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_follows_the_schema(path: Path) -> None:
    assert [*disorder(path.read_bytes()), *broken(path.read_bytes())] == []


def letter() -> bytes:
    return next(one.data for one in papers() if one.name == "steel/律师函")


def swap(pattern: str, by: str) -> Callable[[bytes], bytes]:
    """Replace the first place of a pattern; it must be there."""

    def change(old: bytes) -> bytes:
        new, count = re.subn(pattern, by, old.decode("utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return new.encode("utf-8")

    return change


@pytest.mark.parametrize(
    ("part", "pattern", "by", "said"),
    [
        (BODY, r"(<w:tblW [^>]*/>)(<w:jc [^>]*/>)", r"\2\1", "<tblW> comes after <jc> in <tblPr>"),
        (BODY, r"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", r"\2\1", "<pgSz> comes after <pgMar> in <sectPr>"),
        (BODY, r"<w:pStyle [^>]*/>", r"<w:keepNext/>\g<0>", "<pStyle> comes after <keepNext> in <pPr>"),
        (BODY, r"<w:pStyle [^>]*/>", r"\g<0>\g<0>", "<pStyle> stands 2 times in <pPr>"),
        (BODY, r"<w:pStyle [^>]*/>", r'<w:pStyle w:val="None"/>', "<pStyle> names None, which is no style"),
        (BODY, r"<w:tblGrid>", r"<w:tblCaption/>\g<0>", "<tblCaption> has no place in <tbl>"),
        (BODY, r"<w:tc>", r"<w:tc><w:p/>", "<tcPr> does not stand first in <tc>"),
        (BODY, r"<w:pgSz [^>]*/>", r'<w:pgSz w:w="21cm" w:h="1"/>', "w='21cm' of <pgSz>"),
        (BODY, r'<w:t xml:space="preserve">', r"<w:t> ", "blanks at the edge"),
        (STYLES, r"(<w:rFonts [^>]*/>)(<w:sz [^>]*/>)", r"\2\1", "<rFonts> comes after <sz> in <rPr>"),
        (STYLES, r'<w:style [^>]*w:styleId="LxBody">.*?</w:style>', r"\g<0>\g<0>", "style LxBody 2 times"),
        (STYLES, r"<w:jc [^>]*/>", r'<w:jc w:val="middle"/>', "val='middle' of <jc>"),
    ],
)
def test_the_checker_names_what_breaks_the_schema(part: str, pattern: str, by: str, said: str) -> None:
    found = disorder(changed(letter(), {part: swap(pattern, by)}))
    assert any(said in problem and problem.startswith(part) for problem in found), found


def test_every_pair_of_neighbours_in_properties_is_seen_when_it_is_turned_round() -> None:
    """Each two children of each element of properties, one pair at a time, in the styles of the letter."""
    with zipfile.ZipFile(io.BytesIO(letter())) as package:
        sheet = package.read(STYLES).decode("utf-8")
    pairs = {}
    for match in re.finditer(r"<w:(pPr|rPr)>((?:<w:\w+[^>]*/>)+)</w:\1>", sheet):
        children = re.findall(r"<w:\w+[^>]*/>", match[2])
        for first, second in pairwise(children):
            pairs[match[1], first.split()[0], second.split()[0]] = (match[0], first + second, second + first)
    assert len(pairs) > 10
    for whole, was, now in pairs.values():
        turned = sheet.replace(whole, whole.replace(was, now), 1)
        assert disorder(changed(letter(), {STYLES: turned.encode("utf-8")})), was
