"""Limits: how much of hostile input the intake looks at before it refuses.

Owns every bound of this room. Each is far above what an honest matter holds; passing one gives a finding,
never an exception and never a silent cut.
"""

from __future__ import annotations

#: Files of one delivery, and folders inside folders.
MAX_FILES = 50_000
MAX_DEPTH = 40
#: Bytes of the head that decide what a file is.
HEAD_BYTES = 1 << 16
#: Longest text a reader takes from one file, in characters, and largest text file read at all, in bytes.
MAX_TEXT_CHARS = 400_000
MAX_TEXT_BYTES = 64_000_000
#: Largest mail, and parts of one mail.
MAX_MAIL_BYTES = 200_000_000
MAX_MAIL_PARTS = 500
#: Archives: members, bytes of the directory, unpacked bytes of all members, unpacked ÷ packed of a large
#: member.
MAX_MEMBERS = 5_000
MAX_DIRECTORY_BYTES = 8_000_000
MAX_UNPACKED_BYTES = 4_000_000_000
MAX_RATIO = 300
RATIO_MATTERS_FROM = 10_000_000
#: Largest member unpacked into memory.
MAX_MEMBER_BYTES = 80_000_000
#: Pictures inside an archive that are looked at.
MAX_MEMBER_PICTURES = 60
#: Pixels of one picture: a 300 dpi scan of A0 has 140 million.
MAX_PIXELS = 150_000_000
#: Pages of one picture file or PDF that are looked at.
MAX_PAGES = 5_000
#: Cells of one workbook and rows of one chat.
MAX_CELLS = 300_000
MAX_ROWS = 1_000_000
#: A file name longer than this leaves no room for the exhibit number in front (255 bytes is the usual bound).
LONG_NAME_BYTES = 220
