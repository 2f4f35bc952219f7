"""System: what the operating system refused, in the user's words.

Owns the table from error numbers to sentences: ``strerror`` is English on most machines and says nothing to a
paralegal. Knows no file and decides nothing.
"""

from __future__ import annotations

import errno

from lexcollect.wording import Text, text

_REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOENT: "missing",
    errno.EEXIST: "exists",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "large",
    errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "long_name",
    errno.ENOTDIR: "not_folder",
    errno.EISDIR: "is_folder",
    errno.EINVAL: "not_regular",
    errno.ELOOP: "link",
    errno.EIO: "damaged",
    errno.EBUSY: "busy",
}


def reason_of(error: OSError) -> Text:
    """Return why the system refused, as a sentence of the catalogue; an unknown number is shown as it is."""
    key = _REASONS.get(error.errno or 0)
    return text(f"general.os.{key}") if key else text("general.os.other", number=error.errno or 0)
