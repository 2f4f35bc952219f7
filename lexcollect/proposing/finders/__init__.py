"""Finders: one module for one sort of fact; each takes a paper and yields what it says."""
