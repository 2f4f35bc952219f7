"""Views choose and fill, they write no prose: no sentence of a paper stands in Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import lexcollect.documents.views as views
from lexcollect.documents import circumstances, grounds, pen

FOLDER = Path(views.__path__[0])
MODULES = [*sorted(FOLDER.glob("*.py")), *(Path(m.__file__ or "") for m in (circumstances, grounds, pen))]
#: The name of a field of a template or of a gap: a few Chinese characters without any sign between them.
FIELD = re.compile(r"[\u4e00-\u9fff]{1,8}")
#: What a fact is compared with: words of the case file, not of a paper.
FACT_WORDS = {"本人", "章", "连带", "证人证言", "有", "无", "电子"}
#: How articles and titles of documents are written, beside every sentence: (module, literal).
SIGNS = {
    ("pen.py", "。；;，, "),
    ("contract.py", "《"),
    ("contract.py", "》"),
    ("grounds.py", "第"),
    ("grounds.py", "条"),
    ("grounds.py", "《"),
    ("grounds.py", "》"),
    ("grounds.py", "〈"),
    ("grounds.py", "〉"),
    ("grounds.py", "、"),
    ("grounds.py", "和"),
    ("guarantor_letter.py", "民法典"),
}


#: By which words of a fact are read, and the sign that joins two sentences of the catalogue: (module, how it begins).
READ = {("courts.py", "(?<!有)管辖"), ("courts.py", "^.*(?:由|向"), ("demands.py", "；")}
#: Modules that read words of the case file and write none.
READERS = {"spoken.py"}


def names(tree: ast.AST) -> set[int]:
    """Return the literals that name a field: keys of a mapping, subscripts; and those that are docstrings."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            found |= {id(key) for key in node.keys if key is not None}
        elif isinstance(node, ast.Subscript):
            found.add(id(node.slice))
        elif isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(-id(first.value))
    return found


def prose(source: str, module: str) -> list[str]:
    """Return every literal with Chinese in it that is no field name: the names must look like names."""
    tree = ast.parse(source)
    named = names(tree)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or -id(node) in named:
            continue
        if node.value.isascii() or node.value in FACT_WORDS or (module, node.value) in SIGNS:
            continue
        if module in READERS or any(module == where and node.value.startswith(start) for where, start in READ):
            continue
        if id(node) not in named or not FIELD.fullmatch(node.value):
            found.append(node.value)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.name)
def test_no_sentence_of_a_paper_stands_in_python(path: Path) -> None:
    assert prose(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize(
    "line",
    [
        'x = "判令被告支付货款"',
        'x = f"判令{y}"',
        'x = {"金额": "元"}',
        'x = "；".join(y)',
        'x = {"自合同签订之日起计算": y}',
        'x = {"金额，元": y}',
        "x = f'{y}元'",
        'f(y, "违约金")',
    ],
)
def test_the_rule_sees_prose_wherever_it_hides(line: str) -> None:
    assert prose(line, "any.py")


def test_the_rule_lets_field_names_pass() -> None:
    assert prose('"""说明文字。"""\nx = {"金额": y["尚欠"], "z": "penalty"}\n', "any.py") == []
