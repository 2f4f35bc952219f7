"""Desk (案头): a matter while a person puts it in order, before anything of it is saved.

Owns the draft: the two files as they were read, the steps of a person on them one after the other, each undone by
going back to what stood before it, and what is saved or kept unsaved in the end. Adds no meaning of its own: a step is
what a changed cell of the sheets is, the answers are those of every other verb, and saving is the one writer.
"""
