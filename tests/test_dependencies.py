"""The libraries the program needs: each is used, has a lower bound, a licence that fits, and a line in the notices."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OLDEST = ROOT / ".ci" / "oldest.py"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: Distribution → what is imported of it, where the names differ.
MODULES = {
    "pyyaml": "yaml",
    "python-dateutil": "dateutil",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "python-calamine": "python_calamine",
    "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
    "pylopdf-fonts-jp": "pylopdf_fonts_jp",
}
EXTRAS = [*PROJECT["optional-dependencies"]["heic"], *PROJECT["optional-dependencies"]["ocr"]]


def pins(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)


def test_the_oldest_allowed_libraries_are_the_lower_bounds_of_the_project() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    done = pins(OLDEST)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(wanted)
    for line, dependency in zip(lines, wanted, strict=True):
        name, bound = re.match(r"([\w.-]+)>=([\w.]+)", dependency).groups()
        assert line.split(" ;")[0] == f"{name}=={bound}"
        assert (";" in line) == (";" in dependency)


@pytest.mark.parametrize("dependency", ["click", "click<9", "click>=8,>=8.1"])
def test_a_library_that_nobody_could_try_at_its_oldest_is_an_error(tmp_path: Path, dependency: str) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "oldest.py"
    script.write_bytes(OLDEST.read_bytes())
    (tmp_path / "pyproject.toml").write_text(f'[project]\ndependencies = ["{dependency}"]\n', "utf-8")
    done = pins(script)
    assert done.returncode != 0 and dependency in done.stderr


def plain(name: str) -> str:
    return canonicalize_name(Requirement(name).name)


def third_party() -> Any:
    spec = importlib.util.spec_from_file_location("third_party", ROOT / ".ci" / "third_party.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def imported() -> set[str]:
    """Every module that the package imports, by its first name; names in strings count for the lazy ones."""
    found = set()
    for path in (ROOT / "lexcollect").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name != "doctor.py":
                found.add(node.value)
    return found


def test_what_no_module_imports_is_no_requirement() -> None:
    wanted = [plain(line) for line in (*PROJECT["dependencies"], *EXTRAS)]
    read = imported()
    unused = [name for name in wanted if MODULES.get(name, name) not in read]
    assert set(unused) - {"pypdf", "pypdfium2"} == {"tzdata"}, "that one is read by the standard library, on Windows"


def test_everything_imported_is_a_requirement_or_the_standard_library() -> None:
    brought = {MODULES.get(plain(line), plain(line)) for line in PROJECT["dependencies"]}
    outside = {"pillow_heif", "pi_heif", "rapidocr", "numpy", "psycopg", "dask", "distributed", "lexcollect"}
    tops = set()
    for path in (ROOT / "lexcollect").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                tops.add(node.module.partition(".")[0])
    assert tops - sys.stdlib_module_names - brought - outside <= {"markupsafe", "docx"}, "Jinja's and docxtpl's own"


def test_notices_and_constraints_name_every_library_that_comes_along() -> None:
    module = third_party()
    brought = {
        **module.brought_by("lexcollect"),
        **module.brought_by("lexcollect", "heic"),
        **module.brought_by("lexcollect", "ocr"),
        **module.brought_by("lexcollect", "postgresql"),
        **module.brought_by("lexcollect", "cluster"),
    }
    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line[:1] != "#"
    )
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| ([\w-]+) \| (\d[\w.]*) \|", notices, re.M))
    assert pins == listed
    assert set(pins) - set(brought) <= {"tzdata", "typing-extensions"}, "what only other systems or older Pythons need"
    assert set(brought) <= set(pins)


def test_pins_are_within_the_bounds_of_the_project() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    for line in (*PROJECT["dependencies"], *EXTRAS):
        pin = re.search(rf"^{plain(line)}==(.+)$", pins, re.M)
        assert pin and Requirement(line).specifier.contains(pin[1]), line


def test_no_library_of_the_plain_installation_or_of_the_recognition_is_under_the_gpl() -> None:
    module = third_party()
    for name, one in {**module.brought_by("lexcollect"), **module.brought_by("lexcollect", "ocr")}.items():
        licence = module.licence_of(one)
        assert licence and not re.search(r"(?<!L)GPL", licence), f"{name}: {licence}"
        for kept in one.files or ():
            assert not re.search(r"libx26[45]", kept.name), f"{name} brings {kept.name}"
