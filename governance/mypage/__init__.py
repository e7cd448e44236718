"""My page: what is asked of a person, what she follows and what she used last."""
