"""Readers: one module for each family of files; each looks once and never changes a byte.

A module here is a format: it defines ``FORMAT``, a :class:`lexcollect.formats.registry.Format`, and imports heavy
libraries only inside the functions that read. Nothing else has to be told of a new one.
"""
