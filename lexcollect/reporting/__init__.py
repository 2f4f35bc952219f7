"""Reports (报表): what is overdue, what came in, what it cost and where each matter stands, over many matters.

Owns the figures of the reports (``figures``: pure functions over flat facts), the one shape in which a report is handed
on (``tables``), and its ways out: sheet with charts, Word file, page for a browser. Refuses to convert one money into
another and to guess: what cannot be computed stands in the report with its reason, and the parts add up to the whole.
"""
