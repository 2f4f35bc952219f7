"""Proposing (待确认事实): what papers say → facts of the case file, each with its place, for a person to confirm.

Pure functions: text with positions in, proposals out. Nothing here writes, and nothing proposed counts as a fact.
"""
