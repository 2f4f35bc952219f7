"""下一步 after a refused ``draft``: another paper, the place to write first, or the option that was left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_run import typed

LOAN, JUDGED = ("loan", "示例-林案", "2026-09-10"), ("enforcement", "示例-江州案", "2026-09-15")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("演示")
    for name in (LOAN[0], JUDGED[0]):
        code, out, err = typed("demo", "--matter", name, cwd=place)
        assert code == 0, out + err
    return place


def after(desk: Path, matter: tuple[str, str, str], *words: str) -> str:
    """Return the last line of the screen, without the day that was given to the run."""
    _, out, _ = typed("draft", matter[1], *words, "--as-of", matter[2], "--no-input", cwd=desk)
    return out.rstrip().splitlines()[-1].removesuffix(f" --as-of {matter[2]}")


@pytest.mark.parametrize(
    ("matter", "typed_words", "following"),
    [
        (LOAN, ["preservation_before_suit"], "preservation"),  # its stage is 诉讼
        (LOAN, ["preservation_undertaking"], "preservation_cover"),  # the security is an insurer's undertaking
        (LOAN, ["payment_order"], "complaint"),  # part of the interest was agreed, part was not
        (JUDGED, ["enforcement"], "resumption"),  # applied for, settled, not kept
        (JUDGED, ["complaint"], "resumption"),  # the judgment has decided the debt
        (JUDGED, ["letter"], "resumption"),
        (JUDGED, ["form"], "resumption"),  # no form for the cause, and the complaint would be refused
        (LOAN, ["mortgagor"], "demand"),  # nobody else gave a thing as security
        (LOAN, ["complaint", "--number", "65"], "form --number 65"),
        (LOAN, ["form", "--number", "99"], "form"),
        (LOAN, ["letter", "--final"], "letter --final --by 姓名"),
        (LOAN, ["letter", "--keep", "L17"], "letter --keep L17 --by 姓名 --why 理由"),
        (LOAN, ["letter", "--contract", "无此合同"], "letter --contract 借款合同"),
        (LOAN, ["民事起诉书"], "complaint"),
        (LOAN, ["毫不相干"], "--help"),
    ],
)
def test_the_paper_that_fits_or_the_option_that_was_missing_is_told(
    desk: Path, matter: tuple[str, str, str], typed_words: list[str], following: str
) -> None:
    said = after(desk, matter, *typed_words)
    folder = "" if following == "--help" else f" {matter[1]}"
    assert said == f"下一步　lexcollect draft{folder} {following}"


@pytest.mark.parametrize(
    ("matter", "paper", "places"),
    [
        (LOAN, "claims_change", "“程序”"),
        (LOAN, "withdrawal", "“程序”"),
        (LOAN, "document_production", "“程序”、“证据申请”"),
        (LOAN, "enforcement", "“生效文书”"),
        (LOAN, "assignment_notice", "“债权转让”"),
        (LOAN, "preservation_renewal", "“保全措施”"),
        (JUDGED, "preservation_cover", "“保全”的“保全担保”"),
        (LOAN, "termination_notice", "“选择”的“拟解除合同”"),
        (LOAN, "handover_record", "“租赁物”"),
        (LOAN, "sme_complaint", "“合同”的“中小企业款项”"),
        (LOAN, "bankruptcy_claim", "“破产”"),
        (LOAN, "closing_report", "“结案”"),
        (JUDGED, "consumption_limit", "“执行申请”"),
    ],
)
def test_where_a_fact_is_missing_its_place_comes_before_the_command(
    desk: Path, matter: tuple[str, str, str], paper: str, places: str
) -> None:
    said = after(desk, matter, paper)
    assert said == f"下一步　先在 案件.yaml 写好{places}，再运行　lexcollect draft {matter[1]} {paper}"


def test_a_program_is_told_the_places_as_keys(desk: Path) -> None:
    _, out, _ = typed("draft", LOAN[1], "evidence_extension", "--as-of", LOAN[2], "--json", cwd=desk)
    told = json.loads(out)
    assert told["enter"] == ["filings", "evidence_requests"]
    assert told["next"] == f"lexcollect draft {LOAN[1]} evidence_extension --as-of {LOAN[2]}"


def test_the_command_that_is_typed_again_keeps_its_options(desk: Path) -> None:
    said = after(desk, LOAN, "withdrawal", "--contract", "借款合同", "--final", "--by", "严示例")
    assert said.endswith(f"lexcollect draft {LOAN[1]} withdrawal --contract 借款合同 --final --by 严示例")
