"""What ``lexcollect`` says of itself: every verb and option in Chinese and in English, quickly."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.columns import columns, fold
from lexcollect.cli.exits import Exit
from lexcollect.cli.main import group
from lexcollect.cli.options import Arg, Opt, language_of
from lexcollect.cli.verbs import VERBS
from lexcollect.cn.width import screen_width
from lexcollect.wording import LANGUAGES, say, set_language, speaking
from lexcollect.wording.sheets import click_sentences, sentences

ROOT = Path(__file__).parent.parent
HAN = re.compile(r"[一-鿿]")


@pytest.fixture(autouse=True)
def _chinese():
    hand_over()
    set_language("zh")
    yield
    set_language("zh")


def page(verb: str | None, lang: str) -> str:
    with speaking(lang):
        context = click.Context(group, info_name="lexcollect")
        if verb is None:
            return group.get_help(context)
        command = group.get_command(context, verb)
        assert command is not None
        return command.get_help(click.Context(command, info_name=verb, parent=context))


@pytest.mark.parametrize("verb", [None, *VERBS])
def test_every_page_is_chinese_by_default_and_english_on_demand(verb):
    assert not ENGLISH_SENTENCE.search(page(verb, "zh"))
    english = page(verb, "en").replace("案件.yaml", "")
    assert not HAN.search(english), english


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_and_argument_of_a_verb_is_explained_in_both_languages(verb):
    command = import_module(VERBS[verb]).command
    assert command.name == verb
    assert command.params
    for param in command.params:
        assert isinstance(param, (Opt, Arg)), f"{verb} {param.name}: not from our catalogue"
        zh, en = (say(param.key, lang) for lang in LANGUAGES)
        assert HAN.search(zh) and not HAN.search(en)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_command_page_of_the_documentation(verb):
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"lexcollect {verb}" in written


def test_the_command_page_is_what_the_program_says_now():
    from lexcollect.cli.reference import reference

    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == reference()


def test_every_exit_code_is_explained_in_both_languages():
    for code in Exit:
        zh, en = (say(f"cli.exit.{int(code)}", lang) for lang in LANGUAGES)
        assert HAN.search(zh) and not HAN.search(en)


def test_every_sentence_of_the_command_line_stands_in_both_languages():
    for key, (zh, en) in sentences("cli").items():
        assert zh and en, key
        assert not HAN.search(
            re.sub(
                r"案件\.yaml|（.*?）|签收后.*日|每日万分之五|年利率|每份订单.*二年|服务合同纠纷|\d元|银行转账", "", en
            )
        ) or key.startswith("ask.example."), key  # what is typed is typed in Chinese
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), key
        zh.encode("gbk")


def test_every_sentence_of_click_that_a_user_can_meet_is_translated():
    # Prompts, colours, editors and shell completion are not used; what is built from them is never shown.
    unused = ("termui", "_termui_impl", "_winconsole", "shell_completion", "utils", "decorators")
    programmers = re.compile(
        r"iterable|declarations|No options defined|exactly one parameter|defined twice|same flag|DeprecationWarning"
        r"|start character|Choice\(|UUID|format|values? (are|is) required|param_type"
    )
    missing = []
    for source in Path(click.__file__).parent.glob("*.py"):
        if source.stem in unused:
            continue
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                missing += [t for t in texts if t not in click_sentences() and not programmers.search(t)]
    assert missing == []


def test_translations_of_click_ask_for_nothing_that_click_does_not_give():
    for original, ours in click_sentences().items():
        given = set(re.findall(r"{(\w+)(?:!r)?}", original))
        assert set(re.findall(r"{(\w+)}", ours)) <= given, original


def test_help_imports_click_and_nothing_heavy():
    code = (
        "import sys; sys.argv = ['lexcollect', '--help']\n"
        "from lexcollect.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "heavy = 'rich yaml docxtpl lxml jinja2 pikepdf pypdf pypdfium2 typst PIL dateutil pathlib'.split()\n"
        "print('HEAVY', [m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "HEAVY []"


def test_without_a_verb_the_help_is_shown_and_scripts_get_a_usage_code(tmp_path):
    code, out, _ = typed(cwd=tmp_path)
    assert code == Exit.USAGE
    assert "动词" in out and "doctor" in out


def test_the_language_comes_from_the_option_then_the_environment_then_is_chinese(monkeypatch):
    monkeypatch.delenv("LEXCOLLECT_LANG", raising=False)
    assert language_of(["doctor"]) == "zh"
    assert language_of(["doctor", "--lang", "en"]) == "en"
    assert language_of(["--lang=en", "doctor"]) == "en"
    assert language_of(["new", "--", "--lang=en"]) == "zh"
    monkeypatch.setenv("LEXCOLLECT_LANG", "en")
    assert language_of(["doctor"]) == "en"
    assert language_of(["doctor", "--lang", "zh"]) == "zh"


def commands():
    """Every verb and sub-verb with the words that call it."""
    for verb in VERBS:
        command = import_module(VERBS[verb]).command
        yield (verb,), command
        for name in getattr(command, "subs", {}):
            yield (verb, name), command.sub_command(name)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("words", "command"), list(commands()), ids=lambda v: " ".join(v) if type(v) is tuple else "")
def test_a_page_fits_a_screen_of_eighty_columns_and_explains_beside_what_it_explains(words, command, lang):
    """The longest choice once set the column of all explanations, 170 to the right."""
    with speaking(lang):
        context = click.Context(command, info_name=" ".join(words), terminal_width=80)
        lines = command.get_help(context).splitlines()
    assert [line for line in lines if screen_width(line) > 80 + 2] == []  # a closing mark may hang over
    starts = [len(line) - len(line.lstrip()) for line in lines]
    assert max(starts) <= 40


def test_what_is_wider_than_half_the_screen_stands_above_its_explanation():
    lines = columns([("--kind [甲|乙乙乙乙乙乙乙乙乙乙|丙]", "哪种"), ("--json", "乙")], 40)
    assert lines == [
        "  --kind [甲|乙乙乙乙乙乙乙乙乙乙|丙]",
        "          哪种",
        "  --json  乙",
    ]
    assert columns([("[" + "|".join("abcdefgh" * 6) + "]", "x")], 40)[1].startswith("    ")


def test_two_columns_line_up_for_chinese_words():
    lines = columns([("--as-of 日期", "甲"), ("--json", "乙")], 80)
    assert {screen_width(line[: line.index(mark)]) for line, mark in zip(lines, "甲乙", strict=True)} == {16}


def test_a_paragraph_is_folded_between_characters_and_no_line_begins_with_a_comma():
    lines = fold("一个案件文件、一个材料文件夹进去；能签的文书、能交的证据包、有依据的日期和金额出来。", 22)
    assert all(screen_width(line) <= 24 for line in lines)
    assert not any(line[0] in "，。、；" for line in lines)
    assert "".join(lines).count("证据包") == 1
