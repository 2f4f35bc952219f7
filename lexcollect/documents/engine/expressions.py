"""Expressions: what may stand between the braces of a tag, and which fields it names.

Owns the list of allowed kinds of expression and the way of a field's name through loops: inside
``{% for 批次 in 交货 %}`` the tag ``{{ 批次.金额 }}`` uses the field ``交货[].金额``. Refuses calls, arithmetic but
plus and minus, private and reserved names, slices, filters not listed. Reads Jinja's syntax tree, runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateError

from lexcollect.documents.engine.environment import FILTERS, LOOP, TESTS
from lexcollect.wording import text

#: Names Python's own mappings, lists and texts answer to: in plain docxtpl they would print a method.
RESERVED = frozenset(name for kind in (dict, list, str) for name in dir(kind) if not name.startswith("_"))
#: Names Jinja keeps for itself.
_OWN = frozenset({"self", "caller", "varargs", "kwargs", "true", "false", "none", "True", "False", "None"})

_ALLOWED = (
    nodes.Output,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Concat,
    nodes.Add,
    nodes.Sub,
    nodes.List,
    nodes.Tuple,
    nodes.TemplateData,
)
Problem = tuple[str, dict[str, Any]]
Scope = Mapping[str, str]

#: Words of Jinja's own language; a name that is one of them is for its parser.
_WORDS = frozenset({"and", "else", "for", "if", "in", "is", "not", "or", "recursive"}) | _OWN

_parser = Environment(autoescape=True)


def parse(kind: str, expression: str) -> list[nodes.Node]:
    """Return the nodes of one tag: ``kind`` is ``print``, ``if``, ``elif`` or ``for``.

    Raises :class:`jinja2.TemplateError` when it is not understood.
    """
    if kind == "print":
        plain = plain_field(expression)
        if plain is not None:
            return [plain]
        source = "{{ " + expression + " }}"
    elif kind in ("if", "elif"):
        source = "{% if " + expression + " %}{% endif %}"
    else:
        source = "{% for " + expression + " %}{% endfor %}"
    body = _parser.parse(source).body
    if len(body) > 1:  # somebody closed the tag inside the tag
        raise TemplateError("several tags in one")
    return body


def plain_field(expression: str) -> nodes.Output | None:
    """Return what Jinja's parser makes of a name with dots and nothing else (``原告.名称``), ``None`` for all others.

    Most tags of a paper are such names, and asking the parser for each takes a twentieth of a first draft.
    """
    first, *rest = expression.strip(" ").split(".")
    if first in _WORDS or not all(part.isidentifier() and part not in _OWN for part in (first, *rest)):
        return None
    node: nodes.Expr = nodes.Name(first, "load", lineno=1)
    for part in rest:
        node = nodes.Getattr(node, part, "load", lineno=1)
    return nodes.Output([node], lineno=1)


def problems(body: list[nodes.Node]) -> Iterator[Problem]:
    """Yield what the tag must not hold."""
    for top in body:
        for node in _walk(top):
            yield from _node_problems(node)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _node_problems(node: nodes.Node) -> Iterator[Problem]:
    if isinstance(node, nodes.Call):
        yield "LX-T031", {"what": text("templates.what_call")}
    elif isinstance(node, (nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)):
        yield "LX-T031", {"what": text("templates.what_arithmetic")}
    elif not isinstance(node, _ALLOWED):
        yield "LX-T031", {"what": text("templates.what_other", kind=type(node).__name__)}
    elif isinstance(node, nodes.Const):
        if isinstance(node.value, float):
            yield "LX-T043", {"number": node.value}
    elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        yield from _name_problems(node)
    elif isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            yield "LX-T048", {"name": node.name, "allowed": FILTERS}
    elif isinstance(node, nodes.Test):
        if node.name not in TESTS:
            yield "LX-T048", {"name": f"is {node.name}", "allowed": tuple(f"is {name}" for name in TESTS)}
    elif isinstance(node, nodes.For) and (node.test or node.recursive or not isinstance(node.target, nodes.Name)):
        yield "LX-T031", {"what": text("templates.what_loop")}


def _name_problems(node: nodes.Name | nodes.Getattr | nodes.Getitem) -> Iterator[Problem]:
    if isinstance(node, nodes.Getitem):
        if not isinstance(node.arg, nodes.Const) or type(node.arg.value) not in (str, int):
            yield "LX-T031", {"what": text("templates.what_index")}
            return
        name = str(node.arg.value)
    else:
        name = node.attr if isinstance(node, nodes.Getattr) else node.name
    if name.startswith("_"):
        yield "LX-T032", {"name": name}
    elif isinstance(node, nodes.Name):
        if name in _OWN or (node.ctx == "store" and name == "loop"):
            yield "LX-T033", {"name": name}
    elif _is_loop(node.node):
        if name not in LOOP:
            yield "LX-T031", {"what": f"loop.{name}"}
    elif name in RESERVED:
        yield "LX-T033", {"name": name}


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def field_of(node: nodes.Node, scope: Scope) -> str | None:
    """Return the field ``node`` stands for, loops resolved through ``scope``; ``None`` if it is no field."""
    if isinstance(node, nodes.Name):
        return None if node.name == "loop" else scope.get(node.name, node.name)
    if isinstance(node, nodes.Filter) and node.name in ("first", "last") and node.node is not None:
        base = field_of(node.node, scope)
        return f"{base}[]" if base else None
    if isinstance(node, nodes.Getattr):
        base = field_of(node.node, scope)
        return f"{base}.{node.attr}" if base else None
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = field_of(node.node, scope)
        if base is None:
            return None
        return f"{base}[]" if isinstance(node.arg.value, int) else f"{base}.{node.arg.value}"
    return None


def fields(node: nodes.Node, scope: Scope) -> Iterator[str]:
    """Yield the longest field names used in ``node``; a loop's own variable is no field."""
    if isinstance(node, nodes.For):
        yield from fields(node.iter, scope)
        return
    found = field_of(node, scope)
    if found is not None:
        yield found
        return
    for child in node.iter_child_nodes():
        yield from fields(child, scope)


def names_in(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield every field name the data ``value`` offers, in the notation of :func:`fields`."""
    if prefix:
        yield prefix
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from names_in(inner, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from names_in(inner, f"{prefix}[]")
