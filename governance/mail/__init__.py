"""Writing to people: what about, by which server, and how a mail is carried there once. Its rows are in outbox.py."""
