"""The guided set-up: its code and its steps."""
