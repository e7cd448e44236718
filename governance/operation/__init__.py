"""The installation at work: whether it is well, what it logs, and its worker."""
