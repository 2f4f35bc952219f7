"""Law: what it says on which day. Knows no case file and no document; its rules take small plain facts."""
