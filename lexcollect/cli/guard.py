"""Guard: how a run ends when a verb is stopped.

Owns the way from an exception to findings and an exit code: what the user can mend is said in one sentence
with its remedy; our own mistakes leave a log file and one line, never a traceback on the screen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from lexcollect.cli.exits import Exit
from lexcollect.cli.report import Report, finish
from lexcollect.cli.streams import silence
from lexcollect.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding


def guarded(console: Console, verb: str, answer: Callable[[], Report]) -> int:
    """Run ``answer``, print what it reports, and return the exit code whatever happens."""
    report = Report(exit=Exit.INTERRUPTED)
    try:
        try:
            report = answer()
            return int(finish(console, verb, report))
        except (BrokenPipeError, KeyboardInterrupt, click.ClickException):
            raise
        except Exception as error:
            # Also what breaks while printing or writing the journal ends here.
            report = stopped(error, console.settings.debug)
            return int(finish(console, verb, report))
    except BrokenPipeError:
        # The reader of our output has seen enough; the result of the run stands.
        silence(sys.stdout)
        return int(report.code)
    except KeyboardInterrupt:
        print(f"\n{say('cli.interrupted')}", file=sys.stderr)
        return int(Exit.INTERRUPTED)


def stopped(error: Exception, debug: bool = False) -> Report:
    """Return what ``error`` means to the user: findings, an exit code, and a log file for our own mistakes."""
    from lexcollect.cli.refusals import Stopped
    from lexcollect.findings import Refused, finding
    from lexcollect.law.trace import LawUnknown

    if isinstance(error, Stopped):
        return Report(error.findings, _debug_log(debug, error), next=error.following)
    if isinstance(error, Refused):
        return Report(error.findings, _debug_log(debug, error))
    if isinstance(error, LawUnknown):
        unknown = finding("LX-A104", reason=error.text)
        return Report((unknown,), _debug_log(debug, error), next=("law", "stale"), exit=Exit.LAW_UNKNOWN)
    if isinstance(error, OSError):
        return Report((os_finding(error),), _debug_log(debug, error))
    log = write_log(error)
    broken = finding("LX-A105", kind=type(error).__name__, log=str(log or say("cli.no_log")))
    return Report((broken,), {"log": str(log) if log else None}, exit=Exit.BUG)


def _debug_log(debug: bool, error: BaseException) -> dict[str, str]:
    """Write a log also for what is not our mistake, if the user asked for it, and say where."""
    if not debug:
        return {}
    log = write_log(error)
    print(say("cli.log_place", log=str(log or say("cli.no_log"))), file=sys.stderr)
    return {"log": str(log)} if log else {}


def os_finding(error: OSError) -> Finding:
    """Return what the operating system refused, with the file it is about."""
    from lexcollect.findings import Where, finding
    from lexcollect.system import reason_of

    name = error.filename2 or error.filename
    return finding("LX-A103", Where(str(name) if name is not None else ""), reason=reason_of(error))


def write_log(error: BaseException) -> Path | None:
    """Write the traceback of ``error`` to a new file in the user's temporary folder; return it, if one can be made."""
    import os
    import platform
    import tempfile
    import traceback
    from pathlib import Path

    from lexcollect.version import __version__

    try:
        handle, name = tempfile.mkstemp(prefix="lexcollect-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"lexcollect {__version__}, Python {platform.python_version()}, {platform.system()}\n")
            stream.writelines(traceback.format_exception(error))
    except OSError:
        return None  # a full disk, no folder for temporary files: the sentence on the screen must do
    return Path(name)
