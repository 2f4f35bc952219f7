"""The user's own template works for any matter, also one the shipped templates refuse; a refusal says what helps."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from lexcollect.cli.draft_next import following
from lexcollect.resources import resource
from papers import drafted, material, text_of

sys.path.insert(0, str(resource("templates")))
from drawing.kit import footer, p, package  # the kit stands beside the templates

BARTER = ("cause: 买卖合同纠纷", "cause: 互易纠纷")
SAYS = (
    "{{ 原告.名称 }}诉{{ 债务人 }}{{ 案由 }}：请求{% for 项 in 诉讼请求 %}{{ 项.内容 }}{% endfor %}"
    "尚欠{{ 词.债 }}{{ 合计.尚欠 }}元。"
)
#: What the debtor and the creditor themselves wrote at the time.
QUOTED = ("付2023年8月21日订单货款", "附言“货款”", "付清货款851,600元")
SHORT = ("complaint", "letter", "preservation", "settlement")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "民事起诉状.docx").write_bytes(package("起诉状", [p("正文缩进", SAYS)], footers=[footer("dash")]))
    return folder


def test_a_cause_without_a_file_is_refused_by_name_and_the_own_template_named(tmp_path: Path) -> None:
    result = drafted(tmp_path / "3-文书", "complaint", given=material(BARTER))
    said = next(f for f in result.findings if f.code == "LX-P009")
    assert (
        "互易纠纷" in said.line("zh")
        and "templates/" in said.line("zh")
        and "不要为了出文书改写案由" in said.line("zh")
    )
    # Typing draft again would change nothing: the figures are what helps.
    assert following(result, result.findings, packed=False) == "calc"


def test_the_own_template_tells_a_cause_that_no_file_covers(tmp_path: Path, own: Path) -> None:
    result = drafted(tmp_path / "3-文书", "complaint", given=material(BARTER), templates=[own])
    text = text_of(result, "complaint")
    assert "被告一互易纠纷" in text and "尚欠款项851,600.00元" in text
    assert "判令被告一支付款项851,600.00元" in text and "货款" not in text
    assert [f.level.value for f in result.findings if f.code == "LX-P009"] == ["warning"]


def test_the_shipped_templates_beside_it_stay_refused(tmp_path: Path, own: Path) -> None:
    result = drafted(tmp_path / "3-文书", *SHORT, given=material(BARTER), templates=[own])
    assert [r.paper for r in result.papers if not r.refused] == ["complaint"]


@pytest.mark.parametrize("paper", SHORT)
def test_every_shipped_paper_copied_as_an_own_template_is_filled(tmp_path: Path, paper: str) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(resource("templates"), folder, ignore=lambda _, names: [n for n in names if n.endswith(".py")])
    result = drafted(tmp_path / "3-文书", paper, given=material(BARTER), templates=[folder])
    text = text_of(result, paper)
    for quoted in QUOTED:
        text = text.replace(quoted, "")
    assert [word for word in ("货款", "订购", "买受人", "依约", "价款") if word in text] == []
