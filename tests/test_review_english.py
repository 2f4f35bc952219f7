"""Every page of every example matter, in both languages, as its reader reads it.

Facts: the six examples (买卖、租赁、借款、施工、发票、执行), each with its material taken in; rooms, tables, files,
twins, proofs, chats and the pieces that come later. Question: would a reader stumble? Answer in English: over no
Chinese word of the program's own and no Chinese comma or bracket (the names of parties, files, papers, laws and
periods of rent stay, for they are asked for by them), over no "1 files" and no word said twice. Answer in Chinese:
over no English word. In both: over no key of a file, no id, no field without a name, no second heading of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from lexcollect.matter.example import names
from lexcollect.review.keys import key_of
from lexcollect.wording import Lang, speaking
from review_kit import Page, desk_of, steel
from walked_kit import WORDS, Elements, counted, doubled, english_in, foreign, keyed, miscounted, names_known, walked


class Walked(NamedTuple):
    """What was met on the walk through a matter: by language and address the page; and the matter's own words."""

    pages: dict[tuple[Lang, str], str]
    known: list[str]

    def told(self, look: Callable[[str], list[str]], *langs: Lang) -> str:
        """Return what ``look`` finds on the pages of these languages, one line each, each thing once."""
        found: dict[str, str] = {}
        for (lang, path), body in self.pages.items():
            if lang in langs and not WORDS.search(path):
                for one in look(body):
                    found.setdefault(one, f"{lang} {path}: {one}")
        return "\n".join(found.values())


@pytest.fixture(scope="module", params=names())
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    matter = steel(tmp_path_factory.mktemp(request.param), request.param)
    pages: dict[tuple[Lang, str], str] = {}
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        with speaking(lang):
            page = Page(desk_of(matter, request.param)).enter()
            pages |= {(lang, path): body for path, body in walked(page)}
    return Walked(pages, names_known(matter))


def test_the_walk_opens_rooms_tables_and_files_in_both_languages(walk: Walked) -> None:
    in_english = {path for lang, path in walk.pages if lang == "en"}
    assert in_english == {path for lang, path in walk.pages if lang == "zh"}
    assert len(in_english) > 90 and sum(path.startswith("/file/") for path in in_english) >= 15


def test_an_english_page_is_english_but_for_the_words_of_the_matter(walk: Walked) -> None:
    assert not walk.told(lambda body: foreign(body, walk.known), "en")


def test_a_chinese_page_says_nothing_in_english(walk: Walked) -> None:
    assert not walk.told(lambda body: english_in(body, walk.known), "zh")


def test_no_page_shows_a_key_or_an_id(walk: Walked) -> None:
    assert not walk.told(lambda body: keyed(body, walk.known), "zh", "en")


def test_what_is_counted_is_told_in_the_right_number_and_nothing_is_said_twice(walk: Walked) -> None:
    nouns = counted()
    assert nouns["file"] == "files" and len(nouns) > 15
    assert not walk.told(lambda body: miscounted(body, nouns), "en")
    assert not walk.told(doubled, "en")


def test_every_field_has_a_name_every_id_is_one_and_a_page_has_one_heading(walk: Walked) -> None:
    assert not walk.told(lambda body: Elements(body).slips(), "zh", "en")


@pytest.mark.parametrize("walk", ["enforcement"], indirect=True)
def test_a_settlement_in_enforcement_is_called_so_on_the_timeline(walk: Walked) -> None:
    """执行案: the parties settled on 2024-03-15."""
    assert "2024-03-15 执行和解" in walk.pages["zh", "/timeline"]
    assert "2024-03-15 settlement in enforcement" in walk.pages["en", "/timeline"]


def test_what_a_group_is_about_names_its_fields_as_they_are_called_below(walk: Walked) -> None:
    about = walk.pages["en", f"/case/{key_of('当事人')}"]
    assert "“number of the identity card” may be that of a passport or permit" in about
