"""YAML → plain text with line marks.

Owns reading of every YAML file the program takes: case files, catalogues, the law book. Every scalar stays the
text that stands in the file (``0310000001`` is no octal number, ``NO`` no boolean); line and column of every
key and value are kept. Refuses duplicate keys, anchors and aliases, tags, several documents, enormous or deeply
nested input, other encodings than UTF-8, and the signs of a Chinese keyboard where YAML needs its own: each by its
name, with the mended line. Knows nothing of what the keys mean.
"""

from lexcollect.yamltree.reading import LOST, MAX_BYTES, MAX_DEPTH, as_meant, parse_yaml, read_bytes, read_yaml
from lexcollect.yamltree.tree import Path_, Plain, Tree, dotted

__all__ = [
    "LOST",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Path_",
    "Plain",
    "Tree",
    "as_meant",
    "dotted",
    "parse_yaml",
    "read_bytes",
    "read_yaml",
]
