"""Numbers: many numbers of a large text exchanged where they stand, as when thousands of exhibits are counted anew.

Owns which edits of a step are of this kind, and their lines. Knows no other way of writing: what is left over goes the
way of every edit; whoever takes the text proves what it holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.yamledit.edits import Edit, Put
from lexcollect.yamltree import Plain, Tree, parse_yaml
from lexcollect.yamltree.short import exchanged, is_number, short, value_at


def with_numbers(text: str, step: Sequence[Edit], name: str) -> tuple[str, list[Edit], Plain]:
    """Return ``text`` after those edits of ``step`` that put a number for a number, the edits left over, the data."""
    tree, _ = parse_yaml(text, name)
    if tree is None:
        return text, list(step), None
    lines, left, numbers = text.split("\n"), list[Edit](), {}
    for edit in step:
        line = _line(edit, tree, lines)
        if line is None:
            left.append(edit)
        else:
            assert isinstance(edit, Put)
            lines[tree.marks[edit.path][0] - 1] = line
            numbers[edit.path] = str(edit.value)
    if not numbers:
        return text, left, tree.data
    return "\n".join(lines), left, exchanged(tree.data, numbers)


def _line(edit: Edit, tree: Tree, lines: list[str]) -> str | None:
    """Return the line of a place after ``edit``; ``None`` where it holds anything but key and number."""
    if not isinstance(edit, Put) or not is_number(edit.value) or edit.path not in tree.marks:
        return None
    row, column = tree.marks[edit.path]
    found = short(lines[row - 1]) if row <= len(lines) else None
    if found is None or (len(found.lead) + 1, found.key) != (column, edit.path[-1]):
        return None
    return found.line(str(edit.value)) if value_at(tree.data, edit.path) == found.number else None
