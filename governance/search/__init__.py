"""Search: one index of all that can be found, asked with stems, and shown only to those who may read the rows.

words (stems) < keys < sources (what each floor lets be found) < readers < writing, asking < vocabulary < finding. See
docs/search.md.
"""
