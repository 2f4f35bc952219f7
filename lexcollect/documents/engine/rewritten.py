"""Rewritten: Word's XML with the tags lifted out of the runs, as docxtpl's ``patch_xml`` does.

Owns that one step, and its results for the shipped templates: they lie in ``documents/data/rewritten``, each under the
SHA-256 of the XML it was made from, so that a letter does not load docxtpl and python-docx, a tenth of a cold run. Any
other XML, a template of the user's own too, goes through docxtpl. ``python -m lexcollect.documents.engine.rewritten``
writes the results anew; a test holds them to what docxtpl says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexcollect.files import sha256_bytes

FOLDER = Path(__file__).resolve().parent.parent / "data" / "rewritten"


def rewrite(xml: str) -> str:
    """Return ``xml`` with the tags lifted out of the runs."""
    try:
        return (FOLDER / name_of(xml)).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return by_docxtpl(xml)


def by_docxtpl(xml: str) -> str:
    """Return what docxtpl makes of ``xml``."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate("").patch_xml(xml))


def name_of(xml: str) -> str:
    """Return the name under which the result for ``xml`` is kept."""
    return f"{sha256_bytes(xml.encode('utf-8'))}.xml"


def shipped() -> Iterator[tuple[str, str]]:
    """Yield file and XML of every part with tags in the shipped templates."""
    from lexcollect.documents.engine.compile import sources_of
    from lexcollect.documents.engine.shed import open_template
    from lexcollect.documents.engine.template_lint import lint
    from lexcollect.resources import resource

    root = resource("templates")
    for path in sorted(root.rglob("*.docx")):
        opened = open_template(path.read_bytes(), path.name)
        for xml in sources_of(opened, lint(opened)):
            yield path.relative_to(root).as_posix(), xml


def write() -> None:
    """Write the results for every shipped template; those of earlier templates go."""
    from lexcollect.files import write_bytes

    results = {name_of(xml): by_docxtpl(xml) for _, xml in shipped()}
    for name, result in results.items():
        write_bytes(FOLDER / name, result.encode("utf-8"))
    for path in FOLDER.iterdir():
        if path.name not in results:
            path.unlink()


if __name__ == "__main__":
    write()
