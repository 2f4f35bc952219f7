"""Masking (遮盖): the copy of a package for the other side, without numbers of persons (对方副本).

Owns which words are masked, how they are taken out of pages and lists, and that what was taken out is gone: it is
looked for in every byte before the copy stands. Never changes the package the copy is made of, and never encloses
an original.
"""
