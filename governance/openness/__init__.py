"""What everyone may see: what is opened, what a publication opens, and calendars."""
