"""Readers: one module for each family of files; each looks once and never changes a byte."""
