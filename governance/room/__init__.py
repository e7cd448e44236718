"""What happens while a body meets: who sits where, and whether enough of them do."""
