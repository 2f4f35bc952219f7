"""Patterns compiled when first used (正则表达式).

Owns :func:`regex`: the modules of a verb hold some two hundred patterns, of which one run uses a few dozen, and to
compile all costs more than a quarter of the run. A mistake in a pattern shows when it is used; a test compiles all.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn", "groupindex", "pattern")


class _Late:
    """Stands for a pattern; its first use compiles it and keeps what callers ask of a pattern."""

    __slots__ = ("_flags", "_text", *_METHODS)

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile; reached only for what was not asked before."""
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern of ``text`` with the flags of :mod:`re`, compiled when first used."""
    return cast("re.Pattern[AnyStr]", _Late(text, flags))
