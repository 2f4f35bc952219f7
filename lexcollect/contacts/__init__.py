"""Contacts (联系规则): what may be done when a debtor is called, written to or visited, and how that is told.

Owns the rules on hours, frequency, persons and homes (dated data with source, ``data/rules.csv``), a house's own
stricter limits (:mod:`~lexcollect.contacts.policy`), and the judgment of one contact among the others of its matter
(:mod:`~lexcollect.contacts.judging`). Pure: takes the facts of a case file and says what it finds. Refuses to loosen
what rests on a statute, and to judge a day it has no rules for. Whether a demand interrupts limitation is no business
of this room: ``deadlines`` grades its proof.
"""
