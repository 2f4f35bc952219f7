"""Shapes: answers as plain data, the same for ``--json`` and for programs.

Owns the field names. Amounts and rates are strings, days ISO; a field that holds a sentence of the catalogue has its
key and parameters beside it, so that no reader has to take sentences apart. Computes nothing.
"""
