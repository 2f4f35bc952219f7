"""Causes of action (案由) as data: what kind of debt a matter is about, one file a cause.

Owns the cause files (``data/*.yaml``), their strict reader, and the official list of the 2026 edition. A cause says
whose roles, which words, which heads of claim, which rules and which articles belong to a kind of debt; what follows
from them is computed by ``claims`` and ``deadlines`` and written by ``documents``. Knows no matter, computes nothing.
A cause that no file covers is not known here: who needs one refuses it by name, nothing is treated as a sale.
"""

from lexcollect.causes.cause import Cause, HeadKind
from lexcollect.causes.table import cause_of, causes

__all__ = ["Cause", "HeadKind", "cause_of", "causes"]
