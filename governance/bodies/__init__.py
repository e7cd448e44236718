"""Governing bodies: who sits where, who leads, how they number and decide, and what follows an election."""
