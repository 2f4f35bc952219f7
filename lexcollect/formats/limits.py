"""Limits: how much of hostile input is read before it is refused.

Owns every bound of this room, once for the list of the material and for the pages of the bundle: what one of them
takes, the other takes too. Each is far above what an honest matter holds; passing one gives a finding or a
:class:`~lexcollect.formats.refusals.BadFile`, never a silent cut.
"""

from __future__ import annotations

#: Bytes of the head that decide what a file is, and of the tail where a PDF and a zip end.
HEAD_BYTES = 1 << 16
TAIL_BYTES = 1 << 11
#: Longest text a look takes from one file, in characters, and largest text looked at, in bytes.
MAX_TEXT_CHARS = 400_000
MAX_TEXT_BYTES = 64_000_000
#: Longest line handed out in one piece, in characters, and largest chat export, in bytes: it is streamed.
MAX_LINE_CHARS = 1 << 20
MAX_CHAT_BYTES = 4_000_000_000
#: Largest mail, and parts of one mail.
MAX_MAIL_BYTES = 120_000_000
MAX_MAIL_PARTS = 500
#: Archives: members, bytes of the directory, unpacked bytes of all members, unpacked ÷ packed of a large member.
#: A telephone's export of one chat has above 2,000 pictures, an evening of photographs above 1 GB; what swells is
#: caught by the ratio and by counting while it is unpacked, and no more than one member lies on the disk at a time.
MAX_MEMBERS = 5_000
MAX_DIRECTORY_BYTES = 8_000_000
MAX_UNPACKED_BYTES = 4_000_000_000
MAX_RATIO = 300
RATIO_MATTERS_FROM = 10_000_000
#: Largest member unpacked into memory.
MAX_MEMBER_BYTES = 80_000_000
#: Unpacked bytes of one archive or document that a look reads to see whether its members are whole.
MAX_CHECKED_BYTES = 1_000_000_000
#: Pictures inside an archive that are looked at.
MAX_MEMBER_PICTURES = 60
#: Pixels of one picture: a 300 dpi scan of A0 has 140 million; the decoder itself stops at 179 million.
MAX_PIXELS = 170_000_000
#: Pixels of a picture that moves: no paper does, and what moves in a chat is small.
MAX_MOVING_PIXELS = 40_000_000
#: Pages of one PDF, and frames (pages) of one picture file: a year of statements scanned at once has some hundreds.
MAX_PAGES = 20_000
MAX_FRAMES = 500
#: Pixels of all frames of one file that are decoded to see whether they can be read, that are compared with another
#: file, and of one picture that is laid on another to find the place where they differ.
MAX_DECODED_PIXELS = 2_000_000_000
MAX_COMPARED_PIXELS = 600_000_000
MAX_PLACED_PIXELS = 40_000_000
#: Page content given in several streams has to be joined unpacked; so much of it, in bytes.
MAX_PAGE_CONTENT = 64 << 20
#: Cells of one workbook and rows of one chat.
MAX_CELLS = 300_000
MAX_ROWS = 1_000_000
#: Hidden content of one PDF: annotations and nodes of a tree walked, pages whose words are looked at, words of one page
#: and what may lie on them, bytes of a file in which earlier versions are looked for, and versions.
MAX_ANNOTATIONS = 20_000
MAX_WALKED = 20_000
MAX_WORD_PAGES = 1_000
MAX_WORDS, MAX_COVERS = 20_000, 2_000
MAX_VERSION_BYTES = 64_000_000
MAX_ACTIONS = 100
MAX_VERSIONS = 5
#: Pages of one PDF whose words are searched for what must not leave unseen.
MAX_CUE_PAGES = 60
#: Bytes of one file that are searched for what it tells of persons and machines.
MAX_TRACED_BYTES = 64 << 20
#: What the second reader is asked about: bytes of a file, and pages; it is slower than the first.
MAX_SECOND_BYTES = 100_000_000
MAX_SECOND_PAGES = 5_000
#: Files inside one archive or mail that are searched for what they hide: how many, how many bytes of them all, and how
#: deep one lies in another.
MAX_SEARCHED = 1_000
MAX_SEARCHED_BYTES = 1_000_000_000
MAX_SEARCHED_DEPTH = 3
#: Words in pictures: pages of one file that are recognised, and pixels of one of them when it is decoded.
MAX_OCR_PAGES = 300
MAX_OCR_PIXELS = 60_000_000
#: Bytes of what is kept of one file's recognised words.
MAX_OCR_MEMORY_BYTES = 40_000_000
