"""Review (整理页): a matter put in order in a browser on this machine.

Owns the page and its server: what ``matter.desk`` answers as HTML, and what a person does there as its steps. Adds no
law, no sum and no second truth; binds 127.0.0.1 only, serves one matter to whoever holds the cookie of this run, and
sends no original file to be shown. Only its verb imports it, and it alone imports web libraries.
"""
