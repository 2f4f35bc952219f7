"""Trust: whom the reader trusts with the tokens of a package.

Owns what a reader brings to a check, and the reader who brings nothing. Reads no certificate and loads nothing that
does: most packages have no token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.records import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Roots:
    """The reader's choice: certificates trusted as roots, and others that may lie in between."""

    trusted: tuple[Certificate, ...] = ()
    between: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """What the reader brings: roots of their choice, revocation lists and answers (OCSP), the moment by their clock.

    Without that moment (``None``) it is not checked that a time lies ahead. ``demanded``: without a root that is
    reached the token counts for nothing.
    """

    roots: Roots = Roots()
    lists: tuple[bytes, ...] = ()
    now: datetime | None = None
    demanded: bool = False


#: A reader who chose no roots and has no clock.
NOBODY = Trust()
