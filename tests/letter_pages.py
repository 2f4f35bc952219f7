"""Letters as their tests read them: the words of a paper, kept beside the test, one file a matter and paper."""

from __future__ import annotations

from pathlib import Path

from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.findings import Finding

KEPT = Path(__file__).parent / "data" / "letters"


def written(root: Path, given: Material, paper: str) -> tuple[str, list[Finding]]:
    """Return the words of a paper and what was found; no words where it was refused."""
    result = draft([paper], given, root, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    return ("" if path is None else "\n".join(paragraphs(path.read_bytes())) + "\n"), list(result.findings)


def codes(root: Path, given: Material, paper: str) -> list[str]:
    """Return the codes of what was found."""
    return [one.code for one in written(root, given, paper)[1]]


def kept(name: str) -> str:
    """Return the words of a paper as a person read and kept them."""
    return (KEPT / f"{name}.txt").read_text("utf-8")
