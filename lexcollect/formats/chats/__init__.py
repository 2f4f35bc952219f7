"""Chats (聊天记录导出): one module for each family of programs that write chats, and what they share.

Owns nothing by itself. ``dialects`` says which program wrote a file; the modules named there read it.
"""
