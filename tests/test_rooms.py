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
