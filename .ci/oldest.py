"""Prints the oldest libraries that pyproject.toml allows at run time, one pin a line, for ``pip install -r``.

The lower bounds there are the only list: a dependency without one is an error, because nobody could try it. With
``--wanted`` the lines of pyproject.toml as they stand, those for other systems without their condition, the extras for
photos, for words in pictures, for a team and for several machines included.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

#: The extras that users install.
WITH = ("heic", "ocr", "postgresql", "cluster")
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def oldest(line: str) -> str:
    """Return ``click==8.1.7`` for ``click>=8.1.7,<9``; extras and markers stay."""
    wanted = Requirement(line)
    floors = [clause.version for clause in wanted.specifier if clause.operator in (">=", "==", "~=")]
    if len(floors) != 1:
        sys.exit(f"pyproject.toml: {line!r} needs one lower bound")
    extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
    marker = f" ; {wanted.marker}" if wanted.marker else ""
    return f"{wanted.name}{extras}=={floors[0]}{marker}"


if __name__ == "__main__":
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    if "--wanted" in sys.argv:
        extras = project["optional-dependencies"]
        for dependency in [*project["dependencies"], *(line for name in WITH for line in extras[name])]:
            print(dependency.partition(";")[0].strip())
    else:
        for dependency in project["dependencies"]:
            print(oldest(dependency))
