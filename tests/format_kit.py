"""The package of the demo for the tests of docs/bundle-format.md: made once, copied, damaged, shown to strangers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alteration_kit import (
    LISTS,
    MANIFEST,
)
from cli_run import typed
from lexcollect.bundle.verification import Verification
from outside import program

#: Files beside the payload of a package.
TAGS = (
    *("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sm3.txt", "merkle-root.txt"),
    *("打印方案.txt", "核验.html", "核验说明.txt"),
)


def demo_matter(folder: Path) -> Path:
    """Return the demo's matter with its package, made in ``folder``."""
    code, out, err = typed("demo", cwd=folder)
    assert code == 0, out + err
    return folder / "示例-沈河案"


def damage(path: Path) -> None:
    path.chmod(0o644)
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))


def with_crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def told(found: Verification) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return found.changed, found.missing, found.added


def strangers_accept(folder: Path) -> bool:
    """Tell whether GNU coreutils and bagit-python, who are not ours, find the package whole."""
    tools = [[program(f"sha{n[-7:-4]}sum"), "--quiet", "--strict", "-c", n] for n in (MANIFEST, *LISTS)]
    tools.append([sys.executable, "-m", "bagit", "--validate", "--quiet", "."])
    return all(not subprocess.run(t, cwd=folder, capture_output=True, check=False).returncode for t in tools)
