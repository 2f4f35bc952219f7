"""Deadlines: until when each right lives.

Owns the way from the facts of a case to dates: events with the strength of their proof, periods per claim and per
person, what is left if a proof falls, the agenda and its calendar file. The law's rules count; this room decides
only which events are proved well enough to rest a date on. Knows no paper.
"""
