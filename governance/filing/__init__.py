"""Files: what may come in, where it is kept, and how a page shows it."""
