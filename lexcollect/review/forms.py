"""Forms: what a page sent, as fields.

Owns the bounds: so many fields, each in UTF-8. Refuses files, JSON and everything else a browser could send.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

#: Fields of one form.
MAX_FIELDS = 200


class BadForm(ValueError):
    """What was sent is no form of ours."""


def fields(body: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form in their order; :class:`BadForm` for anything else."""
    try:
        return parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            encoding="utf-8",
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise BadForm from error


class Form:
    """The fields of a form by name."""

    def __init__(self, body: bytes) -> None:
        self._fields = fields(body)

    def one(self, name: str, default: str = "") -> str:
        """Return the last field ``name``."""
        return next((value for key, value in reversed(self._fields) if key == name), default)

    def all_of(self, name: str) -> list[str]:
        """Return every field ``name``."""
        return [value for key, value in self._fields if key == name]

    def below(self, prefix: str) -> list[tuple[str, str]]:
        """Return the fields whose names begin with ``prefix``, without it."""
        return [(key.removeprefix(prefix), value) for key, value in self._fields if key.startswith(prefix)]
