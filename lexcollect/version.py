"""Version: the program's version, as receipts, packages, journals and calendars name it."""

from __future__ import annotations

__version__ = "0.1.0"
