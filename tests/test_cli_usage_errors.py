"""A wrong command line: exit code 2, one sentence in the user's language, and where the help is."""

from __future__ import annotations

import json

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.exits import Exit

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
