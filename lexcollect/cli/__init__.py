"""What is typed: parse, call, print. One module a verb; the rest is imported when its verb is called."""
