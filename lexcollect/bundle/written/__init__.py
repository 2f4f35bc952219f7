"""Written (由数据排成的证据页): files that are no pages, set as pages by us: chats, mails, texts, tables, recordings.

Owns nothing by itself. Each module turns one kind of file into units of text; ``flow`` sets them.
"""
