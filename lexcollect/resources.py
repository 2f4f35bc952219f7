"""Resources: where templates, schemas and examples lie.

Owns the one lookup: inside the installed package first, in the checkout second.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def resource(kind: Literal["templates", "schemas", "examples"]) -> Path:
    """Return the folder of ``kind``; :class:`FileNotFoundError` when the installation lacks it."""
    for folder in (_PACKAGE / f"_{kind}", _PACKAGE.parent / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"lexcollect is installed without its folder {kind!r}")
