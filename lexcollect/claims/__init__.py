"""Claims: what is owed.

Owns the way from the facts of a case to figures: due dates, the ledger of receivables and payments, appropriation,
interest and penalty lines, costs, fees, and who is liable for how much. The law's rules do the computing; this room
hands them the facts and keeps the answers together. Knows no deadline and no paper.
"""
