"""Main: from the typed words to an exit code.

Owns the entry point ``lexcollect``. Imports click and the verb table and nothing else that costs time: help
must be instant. A wrong command line ends here with 2; what stops a verb ends in ``guard``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import click

from lexcollect.cli import clicktext
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import language_of
from lexcollect.cli.streams import prepare_streams, silence, speak_chinese, write_json
from lexcollect.cli.verb import Verbs
from lexcollect.cli.verbs import VERBS
from lexcollect.wording import say, set_language

group = Verbs("lexcollect", VERBS)


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    # A run makes hundreds of thousands of objects that live as long as it does: looking through them for rings after
    # every 700 costs a twentieth of a short run. What leaves with the last reference is freed at once all the same.
    gc.set_threshold(100_000, 20, 50)
    speak_chinese()
    prepare_streams()
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    sys.exit(code)


def main(argv: Sequence[str]) -> int:
    """Run ``argv`` and return the exit code."""
    set_language(language_of(argv))
    clicktext.hand_over()
    try:
        code = group.main(list(argv), prog_name="lexcollect", standalone_mode=False)
    except click.UsageError as error:
        return _wrong_command_line(error, as_json="--json" in argv)
    except (click.Abort, KeyboardInterrupt):
        print(say("cli.interrupted"), file=sys.stderr)
        return Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Click leaves by itself when the reader of a help page is gone; nothing was asked of us but the page.
        silence(sys.stdout)
        return Exit.FINE
    except Exception as error:
        return _broken(error)
    return int(code or 0)


def _broken(error: Exception) -> int:
    """Say that the program itself broke before a verb was running; the verbs have their own guard."""
    from lexcollect.cli.guard import stopped

    report = stopped(error)
    for found in report.findings:
        click.echo(found.line(), err=True)
    return int(report.code)


def _wrong_command_line(error: click.UsageError, *, as_json: bool) -> int:
    """Say what is wrong with the command line, how it is meant, and where the help is."""
    context = error.ctx
    path = context.command_path if context else "lexcollect"
    if as_json:
        write_json({"command": path, "exit": int(Exit.USAGE), "findings": [], "error": error.format_message()})
        return Exit.USAGE
    # Click ends some sentences with an English full stop, and puts a blank between two.
    message = error.format_message().removesuffix(".").replace("。 ", "。")
    click.echo(say("cli.usage_error", message=message), err=True)
    if context:
        click.echo(context.get_usage(), err=True)
    click.echo(say("cli.usage_hint", command=f"{path} --help"), err=True)
    return Exit.USAGE
