"""Matter: one folder of one case, opened, answered, written.

Owns the way from a folder to its answers and back to its papers and packages, for every caller alike: the command line,
a Python program, and the rooms that look after many matters. Knows no console, no exit code and no clock: the as-of day
is always given.
"""
