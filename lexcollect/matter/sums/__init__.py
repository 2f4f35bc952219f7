"""Sums: what is computed without a matter: a fee, interest, a penalty, a period, an amount in words.

Owns which rule answers which question, and what other readings of the question would come to. Every figure is the
law's own answer with its trace.
"""
