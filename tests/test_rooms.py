"""The rooms: what import-linter is told covers every room there is."""

from __future__ import annotations

import configparser
from pathlib import Path

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
