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
from lexcollect.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding


def guarded(console: Console, verb: str, answer: Callable[[], Report]) -> int:
    """Run ``answer``, print what it reports, and return the exit code whatever happens."""
    from lexcollect.cli.streams import silence

    report = Report(exit=Exit.INTERRUPTED)
    try:
        report = _answered(answer, console)
        return int(finish(console, verb, report))
    except BrokenPipeError:
        # The reader of our output has seen enough; the result of the run stands.
        silence(sys.stdout)
        return int(report.code)
    except KeyboardInterrupt:
        print(f"\n{say('cli.interrupted')}", file=sys.stderr)
        return int(Exit.INTERRUPTED)


def _answered(answer: Callable[[], Report], console: Console) -> Report:
    from lexcollect.findings import Refused, finding
    from lexcollect.law.trace import LawUnknown

    try:
        return answer()
    except (BrokenPipeError, KeyboardInterrupt, click.ClickException):
        raise
    except Refused as stop:
        return Report(stop.findings, _debug_log(console, stop))
    except LawUnknown as stop:
        return Report((finding("LX-A104", reason=stop.text),), _debug_log(console, stop), exit=Exit.LAW_UNKNOWN)
    except OSError as error:
        return Report((os_finding(error),), _debug_log(console, error))
    except Exception as error:
        log = write_log(error)
        broken = finding("LX-A105", kind=type(error).__name__, log=str(log))
        return Report((broken,), {"log": str(log)}, exit=Exit.BUG)


def _debug_log(console: Console, error: BaseException) -> dict[str, str]:
    """Write a log also for what is not our mistake, if the user asked for it, and say where."""
    if not console.settings.debug:
        return {}
    log = write_log(error)
    print(say("cli.log_place", log=str(log)), file=sys.stderr)
    return {"log": str(log)}


def os_finding(error: OSError) -> Finding:
    """Return what the operating system refused, with the file it is about."""
    from lexcollect.findings import Where, finding
    from lexcollect.system import reason_of

    name = error.filename2 or error.filename
    return finding("LX-A103", Where(str(name) if name is not None else ""), reason=reason_of(error))


def write_log(error: BaseException) -> Path:
    """Write the traceback of ``error`` to a new file in the user's temporary folder; return the file."""
    import os
    import platform
    import tempfile
    import traceback
    from pathlib import Path

    from lexcollect import __version__

    handle, name = tempfile.mkstemp(prefix="lexcollect-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(f"lexcollect {__version__}, Python {platform.python_version()}, {platform.system()}\n")
        stream.writelines(traceback.format_exception(error))
    return Path(name)
