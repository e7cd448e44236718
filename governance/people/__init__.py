"""Persons: who is meant by a name, how to reach them, what is stored about them and what points to them."""
