"""Tokens (时间戳): what shows that a package existed at a time, kept in ``proofs/`` of the package.

Owns requests, answers and checks after RFC 3161 and RFC 5816, and the signature of the user's own. Trusts nobody by
itself: roots are the reader's choice. Re-writes nothing that was received.
"""
