"""Formats: one room that recognises a file and reads it. Enter by ``recognise``, ``reading.look``, ``reading.content``.

A format is one module of ``readers`` that registers itself by its ``FORMAT``. Nothing here knows of matters, evidence
numbers or pages of ours, and nothing here changes a byte of what it reads.
"""
