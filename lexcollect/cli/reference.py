"""Reference: the page of all commands, written from the program's own help.

Owns ``docs/commands.md``. Run ``python -m lexcollect.cli.reference`` to write it anew; a test compares.
"""

from __future__ import annotations

import sys

import click

from lexcollect.cli.clicktext import hand_over
from lexcollect.cli.exits import Exit
from lexcollect.cli.main import group
from lexcollect.wording import LANGUAGES, Lang, say, speaking

_TITLES = {"zh": "命令", "en": "Commands"}
_EXITS = {"zh": "退出码", "en": "Exit codes"}


def reference() -> str:
    """Return the page: every help page and the exit codes, in Chinese and in English."""
    hand_over()
    parts = ["<!-- Written by `python -m lexcollect.cli.reference`; do not edit. -->"]
    for lang in LANGUAGES:
        with speaking(lang):
            parts += _pages(lang)
    return "\n\n".join(parts) + "\n"


def _pages(lang: Lang) -> list[str]:
    root = click.Context(group, info_name="lexcollect", terminal_width=100)
    parts = [f"# {_TITLES[lang]}", _block(group.get_help(root))]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root)
        parts += [f"## lexcollect {name}", _block(command.get_help(context))]
        parts += _sub_pages(command, context)
    rows = [f"| {int(code)} | {say(f'cli.exit.{int(code)}')} |" for code in Exit]
    return [*parts, f"## {_EXITS[lang]}", "\n".join(["| | |", "|---|---|", *rows])]


def _sub_pages(command: click.Command, context: click.Context) -> list[str]:
    """Return the pages of what stands behind a verb: ``calc fee`` and its like."""
    parts = []
    for name in getattr(command, "subs", {}):
        sub = command.sub_command(name)  # type: ignore[attr-defined]
        inner = click.Context(sub, info_name=f"{context.info_name} {name}", parent=context.parent, terminal_width=100)
        parts += [f"### lexcollect {context.info_name} {name}", _block(sub.get_help(inner))]
    return parts


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


if __name__ == "__main__":
    from pathlib import Path

    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/commands.md").write_text(reference(), "utf-8", newline="\n")
