"""Engine: Word templates in docxtpl's tag dialect, compiled once.

Owns the road from a .docx template to a paper: gate (hostile input), lint (silent damage), compile, render,
package. Knows nothing of cases or law. Refuses a template with any finding of level error, and data that would be
lost on paper. docxtpl rewrites the tags (``patch_xml``) and is the oracle of the tests; it does not render.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import TooLarge, read_bounded, sha256_bytes
from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.system import reason_of
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.documents.engine.blocks import Linted
    from lexcollect.documents.engine.compiled import Compiled
    from lexcollect.documents.engine.gate import Opened
    from lexcollect.documents.engine.package import Member
    from lexcollect.documents.engine.render import Template

__all__ = ["check_template", "content_digest", "field_names", "fields_of", "load"]

#: Most compiled templates kept in the process.
_KEPT = 64
_cache: OrderedDict[tuple[str, str], Template] = OrderedDict()


def load(template: Path | str | bytes, *, cache_dir: Path | None = None, name: str = "") -> Template:
    """Return ``template`` (a path or the bytes of a .docx) ready to render; compiled once per content.

    ``cache_dir`` keeps the compiled code between runs; it must be a folder of the user's own, never one inside a
    matter (see ``store``). ``name`` is how findings call the template. Raises :class:`Refused` with all findings.
    """
    data, name = _read(template, name)
    sha256 = sha256_bytes(data)
    key = (sha256, name)
    if key in _cache:
        _cache.move_to_end(key)
        return _cache[key]
    ready = _build(data, name, sha256, cache_dir)
    _cache[key] = ready
    while len(_cache) > _KEPT:
        _cache.popitem(last=False)
    return ready


def _build(data: bytes, name: str, sha256: str, cache_dir: Path | None) -> Template:
    from lexcollect.documents.engine import ahead
    from lexcollect.documents.engine.package import read_members

    kept = ahead.recall(sha256)
    if kept is None and cache_dir:
        from lexcollect.documents.engine import store

        kept = store.recall(cache_dir, sha256)
    if kept:
        return _template(name, sha256, kept, read_members(data))
    compiled, members = compile_anew(data, name)
    if cache_dir:
        store.keep(cache_dir, sha256, compiled)
    return _template(name, sha256, compiled, members)


def compile_anew(data: bytes, name: str) -> tuple[Compiled, list[Member]]:
    """Return a template examined and compiled, and its members; raises :class:`Refused` with all findings."""
    from lexcollect.documents.engine.compile import compile_template

    opened, linted = _examine(data, name)
    if linted is None or has_errors(linted.findings):
        raise Refused(linted.findings if linted else opened.findings)
    compiled, findings = compile_template(opened, linted)
    if compiled is None:
        raise Refused(findings)
    return compiled, opened.members


def _template(name: str, sha256: str, compiled: Compiled, members: list[Member]) -> Template:
    from lexcollect.documents.engine.render import Template

    return Template(name, sha256, compiled, members)


def _examine(data: bytes, name: str, known: Iterable[str] | None = None) -> tuple[Opened, Linted | None]:
    """Gate, shed and lint; no lint when the gate refuses."""
    from lexcollect.documents.engine.shed import open_template
    from lexcollect.documents.engine.template_lint import lint

    opened = open_template(data, name)
    return opened, None if opened.findings else lint(opened, known)


def _read(template: Path | str | bytes, name: str) -> tuple[bytes, str]:
    """Return bytes and name; a file that cannot be read or is far too large is refused before it is opened."""
    from lexcollect.documents.engine.gate import MAX_FILE_BYTES

    if isinstance(template, bytes):
        return template, name or say("templates.unnamed")
    path = Path(template)
    name = name or path.name
    try:
        if not path.is_file():
            raise Refused([finding("LX-A001", Where(name))])
        return read_bounded(path, MAX_FILE_BYTES), name
    except TooLarge as error:
        raise Refused([finding("LX-T002", Where(name), size=error.size, limit=MAX_FILE_BYTES)]) from None
    except OSError as error:
        raise Refused([finding("LX-A002", Where(name), reason=reason_of(error))]) from None


def check_template(
    template: Path | str | bytes, known_fields: Iterable[str] | None = None, *, name: str = ""
) -> list[Finding]:
    """Return everything wrong with a template; with ``known_fields`` (see :func:`field_names`) unknown names too."""
    from lexcollect.documents.engine.compile import compile_template

    try:
        data, name = _read(template, name)
    except Refused as refused:
        return list(refused.findings)
    opened, linted = _examine(data, name, known_fields)
    if linted is None:
        return opened.findings
    found = [*opened.notes, *linted.findings]
    return found if has_errors(found) else [*found, *compile_template(opened, linted)[1]]


def fields_of(template: Path | str | bytes, *, name: str = "") -> frozenset[str]:
    """Return the dotted names of the fields a template uses: ``原告.名称``, ``交货``, ``交货[].金额``.

    Works on a copy in memory. Raises :class:`Refused` when the gate does; a template with faulty tags still tells
    the fields of the others.
    """
    data, name = _read(template, name)
    opened, linted = _examine(data, name)
    if linted is None:
        raise Refused(opened.findings)
    return frozenset(linted.fields)


def field_names(context: Mapping[str, Any]) -> frozenset[str]:
    """Return the field names the data ``context`` offers, in the notation of :func:`fields_of`."""
    from lexcollect.documents.engine.expressions import names_in

    return frozenset(names_in(context))


def content_digest(docx: bytes, *, name: str = "") -> str:
    """Return the SHA-256 over the sorted pairs (member name, SHA-256 of its content) of a .docx.

    It tells whether the content is the same, whatever program zipped it. Raises :class:`Refused` for bytes that
    are no package.
    """
    from lexcollect.documents.engine.gate import broken_finding
    from lexcollect.documents.engine.package import BrokenPackage, digest_of, read_members

    try:
        return digest_of(read_members(docx))
    except BrokenPackage as broken:
        raise Refused([broken_finding(broken, name or say("templates.unnamed"))]) from None
