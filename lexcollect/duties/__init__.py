"""Duties (办案事务): what an office owes its matters as a whole, over many of them by their folders.

Owns matters without a running date, the second person's confirmation of deadlines, the protocol of a day's entries, the
check before a matter is put away, absences and who stands in, the conflict check of names, and credit notes. Everything
is asked of the matters themselves (``matter.many``) and stored beside them; nothing is deleted here, and no answer is a
rule of law unless its article stands with it.
"""
