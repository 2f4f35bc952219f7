"""Verbs: the table of what can be typed, as plain data.

Owns the order of the verbs in the help and the module each lives in; the module is imported when its verb is
called, never for the help. The one-line sentence of a verb is ``cli.verb.<name>``.
"""

from __future__ import annotations

#: Verb → module that holds its ``command``; in the order of the work.
VERBS: dict[str, str] = {
    "new": "lexcollect.cli.new",
    "intake": "lexcollect.cli.intake",
    "review": "lexcollect.cli.review",
    "calc": "lexcollect.cli.calc",
    "due": "lexcollect.cli.due",
    "log": "lexcollect.cli.log",
    "plan": "lexcollect.cli.plan",
    "register": "lexcollect.cli.register",
    "draft": "lexcollect.cli.draft",
    "template": "lexcollect.cli.template",
    "bundle": "lexcollect.cli.bundle",
    "verify": "lexcollect.cli.verify",
    "batch": "lexcollect.cli.batch",
    "report": "lexcollect.cli.reporting",
    "office": "lexcollect.cli.office",
    "law": "lexcollect.cli.law",
    "demo": "lexcollect.cli.demo",
    "doctor": "lexcollect.cli.doctor",
}
