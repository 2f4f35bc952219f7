"""Maker: the process in which papers and packages are made for the page; nothing else of the page runs in it.

Owns one piece of work: a line of JSON in, a line for each step, a line with the outcome. Whoever asked may end it at
any moment: the lock of the matter falls with the process, and what was half made is swept by the next run.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Refused, Where, finding

if TYPE_CHECKING:
    from lexcollect.matter.making import Made
    from lexcollect.matter.sources import Sources


def main() -> None:
    """Do what the one line asks for, and say what became of it."""
    from lexcollect.wording import speaking

    # Asked to end, it ends what it has started itself, such as a program that prints a paper.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    asked = json.loads(sys.stdin.readline())
    if asked["what"] == "offer":
        _behind_others()
    with speaking("en" if asked["lang"] == "en" else "zh"):
        _say({"done": outcome(asked)})


def outcome(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what became of one piece of work as plain data; what stopped it is told."""
    from lexcollect.law.trace import LawUnknown
    from lexcollect.matter.making import Made
    from lexcollect.system import reason_of

    try:
        made = _made(asked)
    except Refused as refused:
        made = Made(refused.findings, {}, (), broken=True)
    except LawUnknown as unknown:
        made = Made((finding("LX-A104", reason=unknown.text),), {}, (), broken=True)
    except OSError as error:
        name = Path(str(error.filename or "")).name
        made = Made((finding("LX-A103", Where(name), reason=reason_of(error)),), {}, (), broken=True)
    return _plain(made)


def _made(asked: Mapping[str, Any]) -> Made:
    from lexcollect.matter import making

    folder, as_of = Path(asked["folder"]), date.fromisoformat(asked["as_of"])
    now = datetime.fromisoformat(asked["now"])
    match asked["what"]:
        case "offer":
            return making.offer(folder, as_of, _sources(asked))
        case "papers":
            wanted = making.Final(
                bool(asked.get("final")),
                tuple(asked.get("keep", ())),
                asked.get("by", ""),
                asked.get("why", ""),
                bool(asked.get("pdf")),
                asked.get("final_by", ""),
                asked.get("who", ""),
            )
            return making.papers(folder, as_of, now, asked["papers"], _step, wanted)
        case "package":
            going = making.Going(
                asked.get("set") == "supplement",
                asked.get("set") == "insert",
                asked.get("late", ""),
                bool(asked.get("print_late")),
                not asked.get("no_words"),
                asked.get("passwords", {}),
            )
            return making.package(folder, as_of, now, asked["profile"], _step, going)
        case "serve":
            on = date.fromisoformat(asked["on"])
            return making.handed_in(
                folder, as_of, now, _step, version=asked["version"], on=on, to=asked["to"], late=asked["late"]
            )
        case "masked":
            return making.masked(folder, as_of, now, _step)
        case "check":
            return making.checked(folder, _step)
        case other:
            raise ValueError(other)


def _sources(asked: Mapping[str, Any]) -> Sources | None:
    """Return the two files of a draft that is asked about; nothing where it is the saved ones."""
    from base64 import b64decode

    from lexcollect.matter.sources import Sources

    if "case" not in asked:
        return None
    return Sources(b64decode(asked["case"]), b64decode(asked["catalogue"]) if asked["catalogue"] is not None else None)


def _behind_others() -> None:
    """Let whatever somebody waits for go first: nobody waits for this."""
    import os

    if hasattr(os, "nice"):
        os.nice(10)


def _plain(made: Made) -> dict[str, Any]:
    from lexcollect.review.keys import told_all

    return {
        "told": told_all(made.findings),
        "data": made.data,
        "lines": list(made.lines),
        "changed": list(made.changed),
        "broken": made.broken,
    }


def _step(word: str) -> None:
    _say({"step": word})


def _say(told: Mapping[str, Any]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
