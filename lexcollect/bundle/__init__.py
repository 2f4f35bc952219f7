"""Bundle: items become a package that can be filed and checked (证据包).

Owns pages, page numbers, the printed index, the BagIt folder and its verification. Knows no case and no law.
"""
