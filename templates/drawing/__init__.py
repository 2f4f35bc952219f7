"""How the shipped Word templates were drawn: the kit and one module a paper."""
