"""Register (登记库): what is known of every matter folder and every ledger row, in one database.

Owns the database: its tables, their numbered migrations, what is taken from a matter folder, and what is read again.
SQLite beside the matters, or PostgreSQL for a team, by the same statements. The folders stay the truth: whatever stands
here can be made from them again (``register rebuild``), but for the protocol of events. Refuses a database of a newer
version, one that is no register, and a broken one; changes no folder of a matter and knows no clock.
"""
