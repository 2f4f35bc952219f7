"""Ledgers (台账): a table of many small debts, read, checked row by row, and written back.

Owns the way from a spreadsheet that somebody keeps to rows that can be worked with, and to a copy with the answers at
the right. Knows no console and no clock: the as-of day is always given. The user's file is never written to.
"""
