"""Disks: every command that writes, on a disk that is full, that fills while it writes, or that is read-only.

As root on Linux the disk is a real one (tmpfs of a few hundred kilobytes more or less than is needed, remounted
read-only); elsewhere the limit of a process on the size of files, and folders without the right to write, stand for it.
A command that cannot write ends with 3 and says why; every file is the old one or the new one; with room again the same
command ends as on any disk.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kills import LIMIT, Reference, _check, _differing, _ended, _reference
from matters import COMMANDS, Command, Desk, change_facts, state, typed
from tally import Tally

_KIB = 1024
#: What a full, a filling and a read-only disk are called; filling ones are tried with different room.
_KINDS = ("full", "filling", "filling", "read-only")
#: A run that could not write all it wanted, or could after all.
_CODES = (3,)
_FITS = (0, 1)


class Disk:
    """A disk of our own for one trial, or what stands for it where nothing may be mounted."""

    def __init__(self, place: Path) -> None:
        self.place, self.real = place, _may_mount()

    @contextlib.contextmanager
    def mounted(self) -> Iterator[None]:
        """Mount it empty, with room."""
        self.place.mkdir(parents=True, exist_ok=True)
        if self.real:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "campaign", str(self.place)], check=True)
        try:
            yield
        finally:
            if self.real:
                subprocess.run(["umount", "-l", str(self.place)], check=True)
            shutil.rmtree(self.place, ignore_errors=True)

    def leave_room(self, kib: int) -> None:
        """Leave so many KiB free."""
        if self.real:
            found = os.statvfs(self.place)
            used = (found.f_blocks - found.f_bfree) * found.f_frsize // _KIB
            self._remount(f"rw,size={max(used + kib, 4)}k")

    def read_only(self) -> None:
        """Refuse every write."""
        if self.real:
            self._remount("ro")
        else:
            _modes(self.place, 0o555)

    def room_again(self) -> None:
        """Take every write again."""
        if self.real:
            self._remount("rw,size=64m")
        else:
            _modes(self.place, 0o755)

    def limits(self, kib: int | None) -> Callable[[], None] | None:
        """Return what a process does before it begins, where the disk is none of our own."""
        if self.real or kib is None:
            return None

        def limit() -> None:
            import resource
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (kib * _KIB, resource.RLIM_INFINITY))

        return limit

    def _remount(self, how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.place)], check=True)


def run(count: int, seed: int, folder: Path) -> Tally:
    """Run ``count`` commands on bad disks below ``folder`` and return what became of the matters."""
    tally, luck = Tally("disks"), random.Random(seed)
    desk = Desk(folder / "desk")
    known = {command.name: _reference(desk, command, folder / "whole") for command in COMMANDS}
    disk = Disk(folder / "disk")
    tally.count("real disks", disk.real)
    for trial in range(count):
        command = COMMANDS[trial % len(COMMANDS)]
        kind = _KINDS[trial // len(COMMANDS) % len(_KINDS)]
        tally.tried += 1
        tally.count(kind)
        with disk.mounted():
            try:
                _trial(tally, disk, desk, command, kind, known[command.name], luck)
            except subprocess.TimeoutExpired:
                tally.bad("hung", f"{command.name} on a {kind} disk")
    return tally


def _trial(
    tally: Tally, disk: Disk, desk: Desk, command: Command, kind: str, known: Reference, luck: random.Random
) -> None:
    place = desk.copy_to(disk.place / "trial")
    change_facts(place, 1)
    room = {"full": 0, "filling": luck.randint(1, _needed(known) + 64), "read-only": None}[kind]
    if room is None:
        disk.read_only()
    else:
        disk.leave_room(room)
    name = f"{command.name} on a {kind} disk ({room} KiB)"
    done = typed(command.words, place, timeout=LIMIT, preexec_fn=disk.limits(room))
    after = state(place)
    fitted = done.returncode in _FITS and after == known.after
    if fitted:
        tally.count("fitted")
    else:
        _ended(tally, name, done, _CODES)
    _check(tally, place, name, known)
    if kind == "read-only" and after != known.before:
        tally.bad("torn", f"{name}: {_differing(after, known.before)}")
    disk.room_again()
    _ended(tally, f"{name}, then with room", typed(command.words, place, timeout=LIMIT), _FITS)
    if (found := state(place)) != known.after:
        tally.bad("lost", f"{name}: then with room {_differing(found, known.after)}")


def _needed(known: Reference) -> int:
    """Return the KiB that a command adds, blocks of four counted whole."""
    fresh = [data for name, data in known.after.items() if known.before.get(name) != data]
    return sum(-(-len(data) // 4096) * 4 for data in fresh)


def _may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount") is not None and _mounts()


def _mounts() -> bool:
    """Tell whether a disk of our own can really be mounted here: in a container root alone does not do."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(["mount", "-t", "tmpfs", "campaign", place], capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", place], check=True)
    return True


def _modes(place: Path, mode: int) -> None:
    for folder in [place, *(p for p in place.rglob("*") if p.is_dir())]:
        folder.chmod(mode)
