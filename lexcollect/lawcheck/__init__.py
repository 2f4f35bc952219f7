"""Worked examples (示例): facts with the expected answer, run against the law.

Owns the reading of example files and the verdict on each example. Stands on ``law``; only the command line uses it.
Refuses every key it does not know: what is not read is never passed over.
"""
