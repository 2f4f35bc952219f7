"""Remarks (材料的提示): what a person must know of a paper that is read for facts, beside the facts themselves.

Owns what is told of messages of a court: that one came on no known day, that an address in it is not a court's, that it
asks for what no court asks for. Never says that an address may be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexcollect.findings import Finding, Where, finding
from lexcollect.proposing.finders.court_messages import asks_like_a_fraud, court_messages, strange_hosts
from lexcollect.proposing.kinds import PaperKind, kind_of
from lexcollect.proposing.papers import Paper


def remarks_on(papers: Iterable[Paper]) -> Iterator[Finding]:
    """Yield what is told of ``papers``."""
    for paper in papers:
        if kind_of(paper) is PaperKind.COURT_MESSAGE:
            yield from _of_messages(paper)


def _of_messages(paper: Paper) -> Iterator[Finding]:
    where = Where(paper.file)
    if asks_like_a_fraud(paper.text):
        yield finding("LX-I283", where)
    if hosts := strange_hosts(paper.text):
        yield finding("LX-I282", where, hosts="、".join(hosts))
    if any(message.day is None for message in court_messages(paper)):
        yield finding("LX-I281", where)
