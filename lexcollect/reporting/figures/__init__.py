"""Figures: pure functions from facts to numbers, one module a report. None reads a clock, a file or a case file."""
