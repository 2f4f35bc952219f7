"""Check page (核验.html): a page by which anybody checks a package in a browser, without a network or this program.

Owns the making of the page: its layout with the sentences of both languages in it. It holds nothing of a matter: it is
the same in every package of this version, and one from elsewhere checks any package. What it does is told in
docs/bundle-format.md, section 7.1.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from lexcollect.wording import LANGUAGES, say

_PLACE = "@@WORDS@@"
#: The sentences of the page, in both languages at once.
KEYS = (
    *("title", "other_language", "offline", "pick", "drop", "reading", "hashing"),
    *("agrees", "proved", "differs", "in_part", "no_list", "several", "spoilt", "counts"),
    *("list_changed", "list_missing", "list_added", "list_unread", "list_proofs", "list_system"),
    *("root_differs", "no_root", "digests", "digests_why", "digest_content", "digest_originals", "digest_root"),
    *("typed", "typed_content", "typed_originals", "typed_root", "typed_other", "typed_no_digest"),
    *("means_head", "means_files", "means_digest", "means_not", "means_page"),
)
#: What the page itself fills into its sentences.
_FILLED_THERE = {name: f"{{{name}}}" for name in ("count", "total", "files", "same", "changed", "missing", "added")}


@cache
def check_page() -> str:
    """Return the page."""
    words = {key: {lang: say(f"check_page.{key}", lang, **_FILLED_THERE) for lang in LANGUAGES} for key in KEYS}
    told = json.dumps(words, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    page = (files("lexcollect.bundle") / "layout" / "check.html").read_text("utf-8")
    return page.replace("\r\n", "\n").replace(_PLACE, told)
