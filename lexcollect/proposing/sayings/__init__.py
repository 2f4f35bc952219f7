"""Sayings (聊天和邮件里说的话): what was said to each other that may count in law, found, shown, asked about.

Owns the way from messages to statements for a person to judge. Nothing found here is a fact: a rule of words is met, a
guard keeps it back or does not, and a person who reads the lines before and after decides.
"""
