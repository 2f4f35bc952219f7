"""The sub-verbs of ``calc``: their pages in both languages, and folders of the same name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest

from calc_run import asked, data
from cli_run import ENGLISH_SENTENCE
from lexcollect.cli.calc_subs import SUBS
from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.law_update import command as law_update
from lexcollect.cli.main import group
from lexcollect.cli.options import Arg, Opt
from lexcollect.wording import LANGUAGES, say, speaking
from lexcollect.wording.sheets import sentences
from steel import CASE_FILE

HAN = re.compile(r"[一-鿿]")
CALC = group.get_command(click.Context(group), "calc")


def pages() -> dict[str, click.Command]:
    return {**{name: CALC.sub_command(name) for name in SUBS}, "law update": law_update}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", pages())
def test_every_page_is_chinese_by_default_and_english_on_demand(name: str) -> None:
    hand_over()
    for lang in LANGUAGES:
        with speaking(lang):
            page = pages()[name].get_help(click.Context(pages()[name], info_name=name))
        if lang == "zh":
            assert HAN.search(page) and not ENGLISH_SENTENCE.search(page)
        else:
            assert not HAN.search(re.sub(r"\[.*?\]|日|天|个?月|年", "", page)), page


@pytest.mark.parametrize("name", pages())
def test_every_option_is_explained_in_both_languages(name: str) -> None:
    for param in pages()[name].params:
        assert isinstance(param, (Opt, Arg)), param.name
        zh, en = (say(param.key, lang) for lang in LANGUAGES)
        assert HAN.search(zh) and not HAN.search(en), param.key


def test_sentences_ask_for_the_same_things_in_both_languages() -> None:
    for key, (zh, en) in sentences("calc").items():
        if not key.startswith("head.subs"):
            assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), key


def test_the_page_of_calc_lists_the_sub_verbs_and_calc_of_a_matter_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = asked("calc", "--help")[1]
    assert all(f"\n  {name}" in screen for name in SUBS)
    for folder in ("matter", "fee"):
        (tmp_path / folder).mkdir()
        shutil.copyfile(CASE_FILE, tmp_path / folder / "案件.yaml")
    monkeypatch.chdir(tmp_path)
    assert data("calc", "matter")["total"] == "1359193.80"
    assert data("calc", "./fee")["total"] == "1359193.80"
    assert data("calc", "fee", "10000")["amount"] == "50.00"
    assert data("--lang", "zh", "calc", "--quiet", "fee", "10000")["amount"] == "50.00"
    monkeypatch.chdir(tmp_path / "matter")
    assert data("calc")["command"] == "calc"


def test_a_slip_in_a_sub_verb_names_the_sub_verb() -> None:
    code, screen = asked("calc", "fee", "1", "--kind", "nothing")
    assert code == 2
    assert "lexcollect calc fee --help" in screen
