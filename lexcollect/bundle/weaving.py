"""Weaving: one PDF written object by object, taken from parts that are open one after the other.

Owns the numbers of objects and where each lies in the file, which is all that is kept of what was written: memory does
not grow with the document. Streams go over as they are coded; what is not coded is packed. Knows nothing of exhibits.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.bundle.lending import NONE_LENT, Borrower
from lexcollect.bundle.outflow import Outflow
from lexcollect.patterns import regex

_HEAD = b"%%PDF-%b\n%%\xbf\xf7\xa2\xfe\n"
#: Strings and names in the library's notation, which stay, and references, which are numbered anew.
_REFERENCE = regex(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|/[^\s/<>\[\]()]*|(\d+) (\d+) R", re.DOTALL)
#: References where no string can look like one: a name holds no blank, a number in front of two others is none.
_PLAIN = regex(rb"(\d+) (\d+) R")
_TAIL = b"\nendstream\nendobj\n"
#: Streams of fewer bytes are handed on in one piece with their heads.
_SMALL = 16 << 10
#: An object's number and generation in the document it is taken from.
_Old = tuple[int, int]


class Weaver:
    """Writes a document of a ``version`` of PDF to ``out``, from its beginning; :meth:`finish` ends it."""

    def __init__(self, out: Outflow, version: str = "1.7", lent: Mapping[str, Path] = NONE_LENT) -> None:
        self._out, self._lent = out, Borrower(lent)
        self._places = array("Q", [0])
        self._out.write(_HEAD % version.encode("ascii"))

    def reserve(self, count: int = 1) -> int:
        """Return the first of ``count`` numbers in a row, which the caller must give objects."""
        first = len(self._places)
        self._places.extend([0] * count)
        return first

    def put(self, number: int, words: bytes) -> int:
        """Write the object ``number``, which reads ``words``, and return its number."""
        self._places[number] = self._out.at
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, words))
        return number

    def take(self, pdf: Any, roots: Mapping[int, Any], known: Mapping[_Old, int]) -> dict[_Old, int]:
        """Write ``roots`` of the open document ``pdf`` (number → object) with all they refer to.

        ``known`` are objects of ``pdf`` that stand here already, with their numbers here. Returns them and every object
        written now.
        """
        from pikepdf import Object, Stream

        kinds: tuple[Any, Any] = (Object, Stream)
        numbers = dict(known) | {one.objgen: number for number, one in roots.items()}
        pending = list(roots.items())
        places = self._places

        def number_of(found: re.Match[bytes]) -> bytes:
            if not found[1]:
                return found[0]
            old = int(found[1]), int(found[2])
            number = numbers.get(old)
            if number is None:
                number = numbers[old] = len(places)
                places.append(0)
                pending.append((number, pdf.get_object(old)))
            return b"%d 0 R" % number

        def words_of(one: Any) -> bytes:
            words: bytes = one.unparse(resolved=True)
            return (_REFERENCE if b"(" in words else _PLAIN).sub(number_of, words)

        while pending:
            number, one = pending.pop()
            self._take(number, one, words_of, kinds)
        return numbers

    def _take(self, number: int, one: Any, words_of: Callable[[Any], bytes], kinds: tuple[Any, Any]) -> None:
        if not isinstance(one, kinds[0]):  # the library gives numbers, and what is missing, as values of Python
            self.put(number, _scalar(one))
            return
        if not isinstance(one, kinds[1]):
            self.put(number, words_of(one))
            return
        pieces = self._lent.pieces(one)
        entries = one.stream_dict
        if "/Filter" not in entries:
            pieces = (zlib.compress(b"".join(pieces)),)
            entries["/Filter"] = _packed()
            if "/DecodeParms" in entries:
                del entries["/DecodeParms"]
        size = entries["/Length"] = sum(map(len, pieces))
        head = b"%d 0 obj\n%b\nstream\n" % (number, words_of(entries))
        self._places[number] = self._out.at
        if size < _SMALL:
            self._out.write(b"".join((head, *pieces, _TAIL)))
            return
        for piece in (head, *pieces, _TAIL):
            self._out.write(piece)

    def finish(self, root: int, info: int) -> str:
        """Write where everything lies, and the end, and return the SHA-256 of the whole.

        The document's identifier follows from all bytes before it.

        :class:`ValueError` when nothing was written under a reserved number: readers would look at the beginning.
        """
        self._lent.close()
        if self._places.count(0) > 1:
            raise ValueError("a number was reserved and never written")
        start, count = self._out.at, len(self._places)
        seal = self._out.digest()[:32].encode("ascii")
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._out.write(b"".join(b"%010d 00000 n \n" % place for place in self._places[1:]))
        self._out.write(
            b"trailer << /Info %d 0 R /Root %d 0 R /Size %d /ID [<%b><%b>] >>\n" % (info, root, count, seal, seal)
        )
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._out.finish()


@cache
def _packed() -> Any:
    """Return the name of the one coding that is given here."""
    from pikepdf import Name

    return Name.FlateDecode


def _scalar(value: int | bool | Decimal | None) -> bytes:
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return f"{value:f}".encode("ascii") if isinstance(value, Decimal) else b"%d" % value
