"""Rules of law, one family a module: pure functions from plain facts to answers with their working."""
