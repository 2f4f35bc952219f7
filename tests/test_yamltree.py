"""Reading YAML as text: what PyYAML would change is kept, what could hide a slip is refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.yamltree import MAX_BYTES, MAX_DEPTH, parse_yaml, read_yaml, reading

#: PyYAML with and without the C library behind it: they read ahead, and give up, at different places.
LOADERS = [loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader]


@pytest.mark.parametrize("text", ["0310000001", "010", "NO", "yes", "1:30", "1_000", "100000.10", "2024-02-30", "1e5"])
def test_scalars_stay_what_was_typed(text: str) -> None:
    tree, findings = parse_yaml(f"k: {text}\n", "x")
    assert not findings
    assert tree is not None
    assert tree.data == {"k": text}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "LX-A011", 2),
        ("a: 1\namount：3\n", "LX-A006", 2),
        ("p:\n  - name: x\n    金额：3\n", "LX-A006", 3),
        ("x: a\n  b：c", "LX-A006", 2),
        ("matter：甲\n\n# 当事人\nparties:\n  - a\n", "LX-A006", 1),
        ("备注：hello", "LX-A006", 1),
        ("a: {b： 1}", "LX-A006", 1),
        ("a: &x 1\nb: *x\n", "LX-A009", 1),
        ("a: 1\nb: &lonely 2\n", "LX-A009", 2),
        ("a: 1\n<<: {b: 1}", "LX-A009", 2),
        ("b: *nix", "LX-A009", 1),
        ("a:\n\tb: 1\n", "LX-A007", 2),
        ("a: !!python/object:os.system x", "LX-A012", 1),
        ("a: !x b", "LX-A012", 1),
        ("a: 1\n---\nb: 2", "LX-A010", 2),
        ("a: [1\nb: 2", "LX-A004", 1),
        ("k: " + "[" * 40 + "]" * 40, "LX-A008", 1),
        ("k: " + "[" * 1_000_000, "LX-A008", 1),
    ],
)
def test_slips_and_traps_are_findings_with_a_line(text: str, code: str, line: int) -> None:
    tree, findings = parse_yaml(text, "案件.yaml")
    assert tree is None
    assert code in [f.code for f in findings]
    assert next(f for f in findings if f.code == code).where.line == line


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{" * 100_000,
        "k: " + "[" * 100_000 + "]" * 100_000,
        "k: " + "[{" * 50_000,
        "{a: " * 50_000,
        "[a, " * 50_000,
        "- " * 50_000,
        "? " * 50_000,
        "k:\n  " + "[\n  " * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(500)),
        "a: 1\nb: [" + "[" * MAX_DEPTH + "@",  # the slip is the first thing that a scanner which reads ahead meets
        "k: " + "[" * 100_000 + "\n---\nb: 2",
    ],
    ids=lambda bomb: bomb[:12].replace("\n", "/"),
)
def test_whatever_is_nested_without_bottom_is_told_by_its_depth(
    bomb: str, loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LOADER", loader)
    tree, findings = parse_yaml(bomb, "案件.yaml")
    assert tree is None
    assert [f.code for f in findings] == ["LX-A008"]
    assert str(MAX_DEPTH) in findings[0].line("zh")


@pytest.mark.parametrize("loader", LOADERS)
def test_the_depth_that_is_told_is_the_depth_that_is_taken(
    loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LOADER", loader)
    allowed = MAX_DEPTH - 1  # the outermost mapping is a level too
    for text in (f"k: {'[' * allowed}{']' * allowed}", 'k: "' + "[" * 5000 + '"', "k: a" + "[" * 5000):
        tree, findings = parse_yaml(text, "x")
        assert tree is not None, findings
    _, findings = parse_yaml(f"k: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}", "x")
    assert [(f.code, f.where.line, f.where.column) for f in findings] == [("LX-A008", 1, 3 + MAX_DEPTH)]


@pytest.mark.parametrize("loader", LOADERS)
def test_a_slip_above_a_bomb_is_told_as_the_slip_it_is(
    loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LOADER", loader)
    _, findings = parse_yaml("a: 1\n  b: 2\nc: " + "[" * 100_000, "x")
    assert [(f.code, f.where.line) for f in findings] == [("LX-A004", 2)]


def test_a_full_width_colon_inside_a_value_is_no_slip() -> None:
    tree, findings = parse_yaml("memo: 附言：货款\nlist:\n  - 合同：甲\n", "x")
    assert not findings
    assert tree is not None
    assert tree.data == {"memo": "附言：货款", "list": ["合同：甲"]}


def test_gbk_file_is_named_as_such() -> None:
    _, findings = parse_yaml("名称: 张三\n".encode("gbk"), "案件.yaml")
    assert [f.code for f in findings] == ["LX-A003"]
    assert "GB18030" in findings[0].line("zh")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert [f.code for f in read_yaml(tmp_path / "无.yaml")[1]] == ["LX-A001"]
    assert [f.code for f in read_yaml(tmp_path)[1]] == ["LX-A002"]
    big = tmp_path / "大.yaml"
    big.write_bytes(b"a: 1\n" + b"#" * MAX_BYTES)
    assert [f.code for f in read_yaml(big)[1]] == ["LX-A005"]


def test_alias_bomb_is_refused() -> None:
    names = "abcdefghijklmnopqrst"
    text = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(names))
    tree, findings = parse_yaml(text, "x")
    assert tree is None
    assert {f.code for f in findings} == {"LX-A009"}


@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    tree, findings = parse_yaml(raw, "x")
    assert (tree is None) == bool(findings)


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    parse_yaml(text, "x")
