"""Console: everything a run prints.

Owns findings, tables, questions, progress and the line 下一步. Prints only characters that a Chinese Windows
console has, and none that would move the cursor or turn the direction of what is read. Knows nothing of law or
papers.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cn.width import spelled_out
from lexcollect.patterns import regex
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.options import Settings
    from lexcollect.findings import Finding
    from lexcollect.wording import Text

#: Lines of a screen; of those, what stands around findings: their headings, the file that lists them, what to do next.
SCREEN, _AROUND = 24, 6
#: So many lines of findings at the most, and at the least.
FINDING_LINES, _FEWEST = 14, 4
#: The command to type next.
_NEXT = 1
#: What the codes of findings that change a sum begin with: about sums, and about facts entered twice; before them an
#: exhibit that is not there, without which a date stands on nothing.
MONEY = ("LX-C030", "LX-C08", "LX-M")
#: Marks of the three levels; GBK has them all.
MARKS = {"error": "×", "warning": "●", "note": "○"}


def command_line(words: Sequence[str | Path]) -> str:
    """Return ``lexcollect …`` with ``words`` quoted so that it can be pasted into the user's shell."""
    quote = _quote_windows if os.name == "nt" else _quote_posix
    return " ".join(("lexcollect", *(quote(str(w)) for w in words)))


def words_for(matter: Path) -> tuple[Path, ...]:
    """Return the argument that names ``matter`` in a command to copy: none when it is the current folder."""
    return () if matter.resolve() == Path.cwd().resolve() else (matter,)


_BARE = regex(r"[\w@%+=:./\\（）《》〈〉【】、，。～·—-]+")


def _quote_posix(word: str) -> str:
    if _BARE.fullmatch(word) and "\\" not in word:
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


def _quote_windows(word: str) -> str:
    """Quote for PowerShell (which takes curly quotes for quotes), and for cmd where double quotes do."""
    if _BARE.fullmatch(word) and not word.startswith("@") and "%" not in word:
        return word
    if not re.search(r"[$`\"“”„]", word):
        return f'"{word}"'
    return "'" + re.sub(r"(['‘’‚‛])", r"\1\1", word) + "'"


def _place(keys: tuple[str, ...]) -> Text:
    """Return a group of the case file, or a key in one, as both languages name it."""
    from lexcollect.casefile.labels import label_of
    from lexcollect.wording import pair

    group = keys[0].title()
    labels = [label_of("" if number == 0 else group, key) for number, key in enumerate(keys)]
    return pair(
        "".join(f"“{label}”{'的' * (number + 1 < len(keys))}" for number, label in enumerate(labels)), ".".join(keys)
    )


def _in_unit(text: str, unit: str) -> str:
    """Return a line with its sums in another money than 元."""
    import re

    return re.sub(r"(?<=\d)( ?)元", rf"\g<1>{unit}", text).replace("（元）", f"（{unit}）")


class Console:
    """Prints for one run, according to its settings: nothing but JSON, only errors, or all of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lines = 0
        self._kept: list[str] | None = None
        #: How sums are written after the figure, where it is not 元.
        self.unit = ""

    @property
    def talks(self) -> bool:
        """Whether ordinary output is wanted."""
        return not (self.settings.json or self.settings.quiet)

    def line(self, text: str = "") -> None:
        """Print one line of the result."""
        if self.talks:
            self.lines(spelled_out(text).split("\n"))

    def lines(self, shown: Iterable[str]) -> None:
        """Print lines that are spelled out already, or keep them while something is recorded."""
        for text in shown:
            if self.unit:
                text = _in_unit(text, self.unit)
            if self._kept is not None:
                self._kept.append(text)
            else:
                self._lines += 1
                print(text, flush=True)

    def recorded(self, tell: Callable[[Console], None]) -> list[str]:
        """Return the lines that ``tell`` would print."""
        before, self._kept = self._kept, []
        try:
            tell(self)
            return self._kept
        finally:
            self._kept = before

    def left_before(self, findings: Iterable[Finding]) -> int:
        """Return how many lines the answer may still take when ``findings`` and the next command follow it."""
        from lexcollect.cli.told import lines_of
        from lexcollect.findings import Level

        found = tuple(findings)
        levels = [[f for f in found if f.level is level] for level in Level]
        told = sum(len(lines_of(group, _FEWEST)) for group in levels)
        rest = told > _FEWEST  # then one line says that there are more
        return SCREEN - self._lines - sum(map(bool, levels)) - min(told, _FEWEST) - rest - _NEXT

    def say(self, key: str, **params: Any) -> None:
        """Print the sentence ``key`` of the catalogue."""
        self.line(say(key, **params))

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), tight: bool = False
    ) -> None:
        """Print ``rows`` under ``heads``; the columns ``right`` (from 0) hold numbers.

        A ``tight`` table leaves two columns between its own instead of three.
        """
        if not self.talks:
            return
        from lexcollect.cli.table import table_lines

        shown = [[spelled_out(cell) for cell in row] for row in rows]
        self.lines(table_lines(heads, shown, right=right, tight=tight))

    def findings(
        self,
        findings: Iterable[Finding],
        *,
        listed_in: str = "",
        errors_only: bool = False,
        room: int | None = None,
        by_option: bool = False,
    ) -> None:
        """Print findings by level: how many, then place, fact, remedy and code of each; many in ``room`` lines.

        ``listed_in`` is a file that holds them all. With ``errors_only`` the others are counted. Without ``room`` they
        get what the run has left of the screen; ``by_option``: the verb has an option that shows all of them.
        """
        from lexcollect.cli.told import lines_of
        from lexcollect.findings import Level

        found = tuple(findings)
        if self.settings.json:
            return
        out = sys.stderr if self.settings.quiet else sys.stdout
        told = 0
        room = self._room() if room is None else room
        for level in Level:
            mark, stops = MARKS[level], level is Level.ERROR
            group = [f for f in found if f.level is level]
            if not group or (self.settings.quiet and not stops):
                continue
            print(say("cli.level_head", level=say(f"general.level.{level}"), count=len(group)), file=out)
            lines = [] if errors_only and not stops else lines_of(group, room)
            if len(lines) > room:  # what changes a sum goes before an address that is missing
                lines = lines_of(
                    sorted(
                        group,
                        key=lambda f: next((n for n, code in enumerate(MONEY) if f.code.startswith(code)), len(MONEY)),
                    ),
                    room,
                )
            for text, count in lines[:room]:
                print(f" {mark} {spelled_out(text)}", file=out, flush=True)
                told += count
            room = max(room - len(lines), 0)
            told += len(group) if errors_only and not stops else 0
        if told < len(found) and not self.settings.quiet:
            rest = "told_rest_in" if listed_in else "told_rest_full" if by_option else "told_rest"
            self.say(f"cli.{rest}", count=len(found) - told)
        if listed_in and found:
            self.say("cli.listed_in", file=listed_in)

    def _room(self) -> int:
        """Return how many lines of findings fit; a result that is longer than a screen by itself leaves the most."""
        left = SCREEN - self._lines - _AROUND
        return FINDING_LINES if self._lines > SCREEN else min(max(left, _FEWEST), FINDING_LINES)

    def next(self, words: Sequence[str | Path], enter: Sequence[tuple[str, ...]] = ()) -> None:
        """Print the command to type next, so that it can be copied, and the places of the case file before it."""
        if enter:
            from lexcollect.layout import CASE

            places = [_place(place) for place in enter]
            self.line(say("general.next_after", file=CASE, places=places, command=command_line(words)))
            return
        self.line(f"{say('general.next')}　{command_line(words)}")

    @contextmanager
    def step(self, key: str, **params: Any) -> Iterator[None]:
        """Say on standard error what is being done while the block runs; the word comes before the wait."""
        if not self.talks:
            yield
            return
        text = say(key, **params)
        if not sys.stderr.isatty():
            print(text, file=sys.stderr, flush=True)
            yield
            return
        from rich.console import Console as Rich

        with Rich(stderr=True, highlight=False, emoji=False).status(text, spinner="line"):
            yield

    def ask(self, prompt: str) -> str | None:
        """Return the user's answer without surrounding blanks; ``None`` when no more answers will come."""
        if not self.settings.ask:
            return None
        try:
            return input(prompt).strip()
        except EOFError:
            return None
