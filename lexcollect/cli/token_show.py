"""Time stamps on the screen: each with its verdict and time, and every check on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.verdict import Checked
    from lexcollect.cli.console import Console


def show_tokens(out: Console, tokens: Iterable[Checked]) -> None:
    """Print a table of the tokens of a package."""
    from lexcollect.bundle.tokens.checks import beijing, utc
    from lexcollect.bundle.tokens.verdict import State, Verdict

    for token in tokens:
        state = {Verdict.VALID: State.HOLDS, Verdict.INVALID: State.FAILS}.get(token.verdict, State.UNTRUSTED)
        when = (
            text("tokens.moment", beijing=beijing(token.time), utc=utc(token.time))
            if token.time
            else text("tokens.no_moment")
        )
        verdict = text(f"tokens.verdict.{token.verdict}")
        out.say(
            "tokens.head" if token.is_stamp else "tokens.head_signature",
            mark=text(f"tokens.mark.{state}"),
            name=token.name,
            verdict=verdict,
            time=when,
            who=token.authority,
        )
        for line in token.lines:
            check = say(f"tokens.name.{line.check}")
            out.say("tokens.line", mark=text(f"tokens.mark.{line.state}"), check=check, found=line.text)
