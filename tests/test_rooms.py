"""The rooms: what import-linter is told covers every room there is."""

from __future__ import annotations

import configparser
import re
from importlib import import_module
from pathlib import Path

from lexcollect.patterns import _Late

ROOT = Path(__file__).resolve().parent.parent


def rooms() -> set[str]:
    """Every package and module directly in ``lexcollect``, but for the entry points and the public door."""
    inside = (p for p in (ROOT / "lexcollect").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file())
    return {p.stem for p in inside} - {"__init__", "__main__"}


def contract(name: str) -> configparser.SectionProxy:
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter", "utf-8")
    return read[f"importlinter:contract:{name}"]


def test_every_room_has_its_layer() -> None:
    layers = contract("flow")["layers"].replace("|", " ").split()
    assert sorted(layers) == sorted(rooms())


def test_a_pattern_of_a_module_is_compiled_when_it_is_used() -> None:
    """All of them compiled cost a quarter of a short run."""
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in (ROOT / "lexcollect").rglob("*.py")
        if path.name != "patterns.py"
        for line in path.read_text("utf-8").splitlines()
        if "re.compile(" in line and not line.startswith("    ")
    ]
    assert found == []


def test_every_pattern_is_a_pattern() -> None:
    """What is compiled late would break late: each is compiled here."""
    for path in sorted((ROOT / "lexcollect").rglob("*.py")):
        if "import regex" not in path.read_text("utf-8"):
            continue
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, value in vars(module).items():
            if isinstance(value, _Late):
                assert re.compile(value.pattern, value._flags), (path, name)


def test_records_are_made_in_one_way() -> None:
    """A class made by the standard library costs a millisecond at every start."""
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "lexcollect").rglob("*.py")
        if path.name != "records.py" and "from dataclasses import" in (text := path.read_text("utf-8"))
        for line in text.splitlines()
        if line.strip().startswith("from dataclasses import")
        if {"dataclass", "field"} & set(line.replace(",", "").split())
    ]
    assert found == []
