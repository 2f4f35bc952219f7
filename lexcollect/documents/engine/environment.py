"""Environment: the Jinja sandbox papers are rendered in.

Owns what a tag may reach: keys of our own mappings, items of our own lists, the counters of a loop, a handful of
filters. Refuses everything else (attributes, calls, arithmetic on text, globals) at run time, as the second line
behind ``expressions``, which refuses the same things when the template is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS
from markupsafe import Markup

#: Filters and tests a template may use; none of them makes markup of text or hides a missing field.
FILTERS = ("first", "last", "length", "join", "trim")
TESTS = ("defined", "undefined", "odd", "even")
#: What may be asked of ``loop``.
LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
#: Largest whole number a sum may work on; a row number is far below.
_MAX_NUMBER = 10**12


class Unprintable(Exception):
    """A tag came to print something that is neither text nor a whole number; ``value`` is that thing."""

    def __init__(self, value: object) -> None:
        self.value = value
        super().__init__(type(value).__name__)


def printable(value: Any) -> Any:
    """Return ``value`` if a tag may print it: text, a whole number, or a missing field, which complains itself."""
    kind = type(value)
    if kind is str or kind is int or kind is Markup or isinstance(value, Undefined):
        return value
    raise Unprintable(value)


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: reads mappings by key only, lists by number only, and calls nothing."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, undefined: type[Undefined] = StrictUndefined) -> None:
        super().__init__(autoescape=True, undefined=undefined, finalize=printable)
        self.globals.clear()
        self.filters = {name: ALL_FILTERS[name] for name in FILTERS}
        self.tests = {name: ALL_TESTS[name] for name in TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value under the key ``attribute``; never an attribute of the object."""
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the item of a list, or the value under a key."""
        if type(argument) is int and isinstance(obj, (list, tuple)):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, argument)

    def call(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: templates call nothing."""
        raise SecurityError("call")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Add and subtract small whole numbers, multiply them for merged cells; refuse all other arithmetic."""
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)  # says itself that it is missing
            if type(value) is not int or abs(value) > _MAX_NUMBER:
                raise SecurityError("arithmetic")
        if operator not in ("+", "-", "*"):
            raise SecurityError("arithmetic")
        return super().call_binop(context, operator, left, right)
