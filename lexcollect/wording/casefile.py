"""Wording of the room ``casefile``."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {}

FINDINGS: dict[str, FindingText] = {}
