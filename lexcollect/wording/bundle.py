"""Wording of the room ``bundle``."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {}

FINDINGS: dict[str, FindingText] = {}
