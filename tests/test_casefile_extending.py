"""A new key, option or group of a case file: two files to touch, the model and its labels; the rest follows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lexcollect
from lexcollect.casefile import kinds
from lexcollect.casefile.facts import Fact, fields_of
from lexcollect.casefile.labels import LABELS, labels_of
from lexcollect.casefile.models import Case
from lexcollect.casefile.schema import _models
from lexcollect.casefile.values import Kind
from steel import ROOT

#: Prints what a program makes of the case file handed in: findings, the last payment, the schema of its new key.
ASK = """
import json, runpy, sys
from lexcollect.casefile import parse_case
from lexcollect.casefile.facts import plain
from lexcollect.casefile.schema import case_schema
loaded = parse_case(sys.stdin.read())
page = runpy.run_path(sys.argv[1])["page"]()
print(json.dumps({
    "findings": [[f.code, str(f.where), f.message("zh"), f.line("en")] for f in loaded.findings],
    "payment": plain(loaded.case.payments[-1]) if loaded.case else None,
    "schema": case_schema()["$defs"]["Payment"]["properties"],
    "page": [line for line in page.splitlines() if "received_by" in line or "crypto" in line],
}, default=str))
"""
CASE = """\
schema: lexcollect/case/1
matter: 小案
parties:
  - {id: 甲, role: creditor, kind: organisation, name: 甲公司, uscc: 91120113FAKE00013M, domicile: 天津}
  - {id: 乙, role: debtor, kind: organisation, name: 乙公司, uscc: 91210103FAKE00021K, domicile: 沈阳}
contracts:
  - {id: 合同, cause: 买卖合同纠纷, name: 购销合同, signed_on: 2024-01-05}
obligations:
  - {id: 订单一, contract: 合同, amount: 100000.00, due: {day: 2024-03-31}}
付款:
  - {日期: 2024-04-01, 金额: 1000.00, 收款方: 甲, 类型: 数字货币}
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which a payment has one more key and one more kind: two files are touched."""
    copy = tmp_path_factory.mktemp("copy")
    package = Path(lexcollect.__file__).parent
    shutil.copytree(package, copy / "lexcollect", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("templates", "schemas", "examples", "docs"):
        (copy / folder).symlink_to(ROOT / folder)
    changes = {
        "dealings.py": ('    payer: PartyRef = ""', '    payer: PartyRef = ""\n    received_by: PartyRef = ""'),
        "labels.py": (
            '    "payer": ("付款人", "付款方"),',
            '    "payer": ("付款人", "付款方"),\n    "received_by": ("收款方", "收款人"),',
        ),
        "kinds.py": (
            '    PAYMENT = "payment", "payment", "付款"',
            '    PAYMENT = "payment", "payment", "付款"\n    CRYPTO = "crypto", "digital currency", "数字货币"',
        ),
    }
    for name, (was, now) in changes.items():
        path = copy / "lexcollect" / "casefile" / name
        text = path.read_text("utf-8")
        assert text.count(was) == 1, name
        path.write_text(text.replace(was, now), "utf-8")
    return copy


def asked(copy: Path, text: str) -> dict[str, object]:
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ASK, str(ROOT / "docs" / "case_file.py")],
        input=text,
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, object] = json.loads(told.stdout)
    return found


def test_a_new_key_is_read_in_both_languages_and_stands_in_schema_and_page(extended: Path) -> None:
    found = asked(extended, CASE)
    assert found["findings"] == []
    assert found["payment"]["received_by"] == "甲" and found["payment"]["kind"] == "crypto"  # type: ignore[index]
    schema = found["schema"]
    assert schema["received_by"]["title"] == "收款方"  # type: ignore[index]
    assert "当事人的编号" in schema["received_by"]["description"]  # type: ignore[index]
    assert schema["收款人"] == {"$ref": "#/$defs/Payment/properties/received_by"}  # type: ignore[index]
    assert "crypto" in json.dumps(schema["kind"])  # type: ignore[index]
    assert len(found["page"]) == 2  # type: ignore[arg-type]
    assert asked(extended, CASE.replace("收款方", "received_by").replace("数字货币", "crypto")) == found


def test_a_new_reference_that_leads_nowhere_is_told_without_a_line_of_code(extended: Path) -> None:
    (told,) = asked(extended, CASE.replace("收款方: 甲", "收款方: 丙"))["findings"]  # type: ignore[misc]
    assert told[0] == "LX-C034" and "案件.yaml:11" in told[1]
    assert "当事人" in told[2] and "party" in told[3]


# --- what is written by hand agrees with the declaration ----------------------------------------------------


def test_each_key_has_a_chinese_label_and_no_label_is_left_over() -> None:
    models: list[type[Fact]] = [Case, *sorted(_models(), key=lambda m: m.__name__)]
    used = set()
    for model in models:
        for field in fields_of(model):
            assert labels_of(model.__name__, field.key), f"{model.__name__}.{field.key} has no Chinese label"
            own = f"{model.__name__}.{field.key}"
            used.add(own if own in LABELS else field.key)
    assert set(LABELS) - used == set()


def all_members() -> list[Kind]:
    return [m for k in vars(kinds).values() if isinstance(k, type) and issubclass(k, Kind) for m in k]


def test_the_remarks_of_the_first_case_file_name_options_as_they_are_read() -> None:
    """``# 月、季、半年、年 ‖ month, quarter, half_year, year``: side by side, and each what the vocabulary says."""
    outline = (ROOT / "templates" / "matter" / "case.yaml").read_text("utf-8")
    known = {m.value for m in all_members()}
    remarks = []
    for line in re.findall(r"#\s*([^#]*‖.*)", outline):
        words, values = (re.sub(r"（.*?）|\(.*?\)|^[^：:]*[：:]| 等|…", "", half).strip() for half in line.split("‖"))
        options = [value.strip() for value in values.split(", ")]
        if len(options) > 1 and known.issuperset(options):
            remarks += zip(options, re.split("、 ?", words), strict=True)
    assert len(remarks) > 40
    wrong = [(v, w) for v, w in remarks if not any(w in m.words and m.value == v for m in all_members())]
    assert wrong == []
