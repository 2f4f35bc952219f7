"""Every sentence the law speaks exists in both languages and gets the words it asks for."""

import ast
from pathlib import Path
from string import Formatter

import lexcollect.law
from lexcollect.wording import law, law_events

PACKAGE = Path(lexcollect.law.__file__).parent


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_ask_for_the_same_words_or_fewer_in_one() -> None:
    for texts in (law.TEXTS, law_events.TEXTS):
        for key, (zh, en) in texts.items():
            assert zh and en, key
            assert key == "pair" or places(zh) == places(en), key


def test_every_sentence_asked_for_in_the_code_exists_and_is_given_its_words() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args):
                continue
            key = node.args[0]
            if not isinstance(key, ast.Constant) or not str(key.value).startswith("law."):
                continue
            name = str(key.value).removeprefix("law.")
            given = {k.arg for k in node.keywords if k.arg}
            if name not in law.TEXTS or not places(law.TEXTS[name][0]) <= given:
                wrong.append((path.name, name))
    assert wrong == []


def test_chinese_sentences_can_be_shown_on_a_gbk_screen() -> None:
    for texts in (law.TEXTS, law_events.TEXTS):
        for zh, _ in texts.values():
            zh.encode("gbk")
