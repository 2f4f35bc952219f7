"""Sheets (表格): catalogue and case file as spreadsheets that people correct in Excel, WPS or LibreOffice.

A sheet is a view. It is written from the YAML, which stays the one truth, and carries a hidden copy of what it was
written with; what a person changed in it is the difference to that copy, told as changes by place. Whoever writes
files is ``matter``.
"""
