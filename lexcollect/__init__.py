"""lexcollect: papers, dates, figures and a verifiable bundle for collecting business debts in mainland China.

The package is a row of rooms through which data flows one way; ``docs/design.md`` draws the map.
"""

__version__ = "0.1.0"
