"""A wrong command line: exit code 2, one sentence in the user's language, and where the help is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.exits import Exit
from lexcollect.matter.creation import create
from lexcollect.resources import resource

WRONG = [
    (["dotcor"], "没有“dotcor”这个动词，是不是 doctor？"),
    (["体检"], "没有“体检”这个动词，是不是 doctor？"),
    (["frobnicate"], "没有“frobnicate”这个动词"),
    (["doctor", "--as-off", "2026-11-21"], "没有“--as-off”这个选项。是不是 '--as-of'？"),
    (["doctor", "--asof", "2026-11-21"], "没有“--asof”这个选项。是不是"),
    (["doctor", "--as-of"], "选项“--as-of”后面要写一个值。"),
    (
        ["doctor", "--as-of", "32/13/2026"],
        "“32/13/2026”不是能确定的日期：年月日次序不明；请写成 2026-11-21",
    ),
    (["doctor", "--lang", "fr"], "“fr”不可用，可选 'zh', 'en'。"),
    (["doctor", "--json=1"], "选项“--json”后面不能带值。"),
    (["new"], "缺少参数 “案件名称”"),
    (["doctor", "多", "余"], "多出了参数（多 余）"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(w) for w, _ in WRONG])
def test_a_wrong_command_line_is_explained_in_chinese(tmp_path, words, sentence):
    code, out, err = typed(*words, cwd=tmp_path)
    assert code == Exit.USAGE
    assert sentence in err
    assert "--help" in err
    assert not ENGLISH_SENTENCE.search(err)
    assert out == ""


def test_a_wrong_command_line_is_explained_in_english_on_demand(tmp_path):
    code, _, err = typed("--lang", "en", "doctor", "--as-of", "gestern", cwd=tmp_path)
    assert code == Exit.USAGE
    assert "is no certain date" in err
    code, _, err = typed("dotcor", cwd=tmp_path, LEXCOLLECT_LANG="en")
    assert "did you mean doctor?" in err


def test_a_wrong_command_line_is_json_when_json_was_asked_for(tmp_path):
    code, out, _ = typed("doctor", "--json", "--nonsense", cwd=tmp_path)
    assert code == Exit.USAGE
    answer = json.loads(out)
    assert answer["exit"] == 2
    assert "--nonsense" in answer["error"]


def test_shared_options_work_before_and_after_the_verb(tmp_path):
    before = typed("--json", "--as-of", "2026年5月1日", "doctor", cwd=tmp_path)
    after = typed("doctor", "--as-of", "2026-05-01", "--json", cwd=tmp_path)
    assert json.loads(before[1])["as_of"] == json.loads(after[1])["as_of"] == "2026-05-01"


def test_the_option_after_the_verb_wins(tmp_path):
    _, out, _ = typed("--as-of", "2026-01-01", "doctor", "--json", "--as-of", "2026-02-02", cwd=tmp_path)
    assert json.loads(out)["as_of"] == "2026-02-02"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one matter, 沈河案, and a folder of material."""
    create(tmp_path / "沈河案")
    (tmp_path / "客户材料").mkdir()
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "律师函.docx").write_bytes(
        (resource("templates") / "lawyer_letters" / "律师函.docx").read_bytes()
    )
    return tmp_path


@pytest.mark.parametrize(
    ("words", "following"),
    [
        (["calc", "沈阳案"], "lexcollect calc 沈河案"),
        (["due", "沈河"], "lexcollect due 沈河案"),
        (["draft", "letter"], "lexcollect draft 沈河案"),
        (["bundle", "全然不同"], "lexcollect bundle 沈河案"),
        (["verify", "沈河案件"], "lexcollect verify 沈河案"),
        (["calc", "沈阳案", "--as-of", "2026-11-21"], "lexcollect calc 沈河案 --as-of 2026-11-21"),
        (["intake", "客户的材料"], "lexcollect intake 客户材料"),
        (["new", "新案", "--from", "客户材"], "lexcollect new --from 客户材料"),
        (["due", "--all", "没有"], "lexcollect due 沈河案"),
        (["law", "check", "例子.yaml"], "lexcollect law check --help"),
        (["law", "check", "沈河案/案子.yaml"], "lexcollect law check 沈河案/案件.yaml"),
        (["law", "court", "沈阳案"], "lexcollect law court 沈河案"),
        (["law", "court", "全然不同"], "lexcollect law court 沈河案"),
        (["template", "沈阳案"], "lexcollect template 沈河案"),
        (["template", "copy", "letter", "沈阳案"], "lexcollect template copy letter 沈河案"),
        (["template", "preview", "letter", "沈阳案"], "lexcollect template preview letter 沈河案"),
        # A name that a shipped template has: there is one to begin with. Any other name: which there are.
        (["template", "check", "律师函.docx"], "lexcollect template copy letter 沈河案"),
        (["template", "check", "我的文书.docx"], "lexcollect template"),
        (["template", "check", "模板/律师.docx"], "lexcollect template check 模板/律师函.docx"),
        (["template", "check", "模板"], "lexcollect template check 模板/律师函.docx"),
    ],
)
def test_after_a_name_that_names_nothing_comes_a_command_that_helps(
    desk: Path, words: list[str], following: str
) -> None:
    code, out, _ = typed(*words, cwd=desk)
    assert code != Exit.FINE
    assert out.rstrip().splitlines()[-1] == f"下一步　{following}"
    told = json.loads(typed(*words, "--json", cwd=desk)[1])
    assert told["next"] == following


def test_where_there_are_several_matters_they_are_listed_and_where_there_is_none_one_is_made(desk: Path) -> None:
    assert typed("calc", cwd=desk / "客户材料")[1].rstrip().endswith("下一步　lexcollect new")
    create(desk / "大连案")
    assert typed("calc", cwd=desk)[1].rstrip().endswith("下一步　lexcollect due --all")
