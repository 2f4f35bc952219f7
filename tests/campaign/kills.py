"""Kills: every command that writes, killed (SIGKILL) at a random moment, alone and with another one at its side.

After each kill: every file is the old one or the new one and parses, nothing that was there is gone, the lines of the
journal are whole. Then the same command is typed again: it must end as one that was never killed, with the same files
and nothing half made beside them; or, where the killed one had done its work, say so and change nothing.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from matters import COMMANDS, PROCESS, Command, Desk, change_facts, environment, journal_torn, state, torn
from tally import Tally

#: Seconds in which a command must get on before it counts as hung: on a busy machine it waits, and yet gets on.
LIMIT = 120
#: Seconds after which it counts as hung although it gets on, and between two looks.
_ENDLESS, _LOOK = 1800, 10
#: Of so many trials one is of two commands at once.
_PAIRS = 6
#: So many commands are begun for one that is killed at work, at the most.
_MOST = 5
#: A command that finds its work done may end with these: a matter that exists is refused by name.
_DONE = (0, 1)
_TWO_AT_ONCE = (0, 1, 3, 75)


@dataclass(frozen=True)
class Reference:
    """A command that was never killed: the files before and after it, and the seconds it took."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    code: int
    seconds: float


def run(count: int, seed: int, folder: Path) -> Tally:
    """Kill ``count`` commands in ``folder`` and return what became of the matters.

    A command that ended before its kill is looked at like the others and does not count.
    """
    tally, luck = Tally("kills"), random.Random(seed)
    desk = Desk(folder / "desk")
    known = {command.name: _reference(desk, command, folder / "whole") for command in COMMANDS}
    for trial in range(_MOST * count):
        if tally.tried >= count:
            break
        command = COMMANDS[trial % len(COMMANDS)]
        place = desk.copy_to(folder / "trial")
        change_facts(place, 1)
        try:
            if trial % _PAIRS == _PAIRS - 1:
                _two(tally, place, command, luck.choice(COMMANDS), known, luck)
            else:
                _one(tally, place, command, known[command.name], luck)
        except subprocess.TimeoutExpired as late:
            tally.bad("hung", f"{command.name} (trial {trial}): {late.timeout:.0f} s")
    return tally


def _reference(desk: Desk, command: Command, place: Path) -> Reference:
    desk.copy_to(place)
    change_facts(place, 1)
    before, began = state(place), time.monotonic()
    done = _typed(command, place)
    seconds = time.monotonic() - began
    assert done.returncode in _DONE, (command.name, done.stdout.decode(), done.stderr.decode())
    return Reference(before, state(place), done.returncode, seconds)


def _one(tally: Tally, place: Path, command: Command, known: Reference, luck: random.Random) -> None:
    """Kill one command and type it again."""
    process = _begin(command, place)
    time.sleep(luck.uniform(0.05, 1.1) * known.seconds)
    _count(tally, _kill(process))
    _check(tally, place, command.name, known)
    done = _typed(command, place)
    _ended(tally, command.name, done, _DONE)
    after = state(place)
    if after != known.after:
        tally.bad("lost", f"{command.name}: after the second run {_differing(after, known.after)}")


def _two(
    tally: Tally, place: Path, one: Command, other: Command, known: dict[str, Reference], luck: random.Random
) -> None:
    """Begin two commands at once, kill the first while both are at work, and let the second end."""
    tally.count("two at once")
    first, second = _begin(one, place), _begin(other, place)
    time.sleep(luck.uniform(0.05, 1.1) * known[one.name].seconds)
    _count(tally, _kill(first))
    _ended(tally, f"{other.name} beside {one.name}", _waited(second), _TWO_AT_ONCE)
    for half in torn(place) + journal_torn(place):
        tally.bad("torn", f"{one.name} and {other.name}: {half}")
    for command in (one, other):
        _ended(tally, f"{command.name} again", _typed(command, place), _DONE)
    gone = sorted(set(known[one.name].before) - set(state(place)))
    if gone:
        tally.bad("lost", f"{one.name} and {other.name}: {gone[:3]}")


def _count(tally: Tally, killed: bool) -> None:
    tally.tried += killed
    if not killed:
        tally.count("ended before")


def _begin(command: Command, place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROCESS, *command.words],
        cwd=place,
        env=environment(place),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _typed(command: Command, place: Path) -> subprocess.CompletedProcess[bytes]:
    return _waited(_begin(command, place))


def _waited(process: subprocess.Popen[bytes]) -> subprocess.CompletedProcess[bytes]:
    """Wait for a command as long as it gets on: it and its children use the processor.

    :class:`subprocess.TimeoutExpired` when it does not, with the seconds it was given; it is killed then.
    """
    began = moved = time.monotonic()
    used = -1
    while True:
        try:
            out, err = process.communicate(timeout=_LOOK)
            return subprocess.CompletedProcess([], process.returncode, out, err)
        except subprocess.TimeoutExpired:
            now, more = time.monotonic(), _used(process.pid)
            moved, used = (now, more) if more != used else (moved, used)
            if now - moved > LIMIT or now - began > _ENDLESS:
                _kill(process)
                raise subprocess.TimeoutExpired([], now - began) from None


def _used(session: int) -> int:
    """Return the ticks of the processor that the processes of a session have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(session):
            ticks += int(fields[11]) + int(fields[12])
    return ticks


def _kill(process: subprocess.Popen[bytes]) -> bool:
    """Kill a process with all its children; tell whether it was still at work."""
    working = process.poll() is None
    if working:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return working


def _check(tally: Tally, place: Path, name: str, known: Reference) -> None:
    """Compare what a kill left: old or new, whole, and nothing gone."""
    now = state(place)
    for half in torn(place) + journal_torn(place):
        tally.bad("torn", f"{name}: {half}")
    for file, old in known.before.items():
        if file not in now:
            if file in known.after:
                tally.bad("lost", f"{name}: {file} is gone")
        elif now[file] not in (old, known.after.get(file)):
            tally.bad("torn", f"{name}: {file} is neither old nor new")


def _ended(tally: Tally, name: str, done: subprocess.CompletedProcess[bytes], codes: tuple[int, ...]) -> None:
    if done.returncode not in codes or b"Traceback" in done.stderr:
        told = (done.stdout + done.stderr).decode(errors="replace")
        tally.bad("crashed", f"{name}: exit {done.returncode}: {told[-300:]}")


def _differing(found: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    """Return the names in which two states differ."""
    more = [f"+{name}" for name in sorted(set(found) - set(wanted))]
    less = [f"-{name}" for name in sorted(set(wanted) - set(found))]
    other = [f"≠{name}" for name in sorted(set(found) & set(wanted)) if found[name] != wanted[name]]
    return " ".join([*more, *less, *other][:6])
