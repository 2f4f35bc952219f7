"""Documents: papers ready to sign.

Owns the way from facts and figures to Word files: views (what a template is filled with), the engine, the language
rules, versions and receipts. Computes no figure and no date; cites exhibits by reference only. Enter by
:func:`lexcollect.documents.drafting.draft`.
"""
