"""What every import shares: a file or pasted cells in, rows with their places out. Pure Python: no database, no Django.

Plans are read in actionplan/importing/, persons in `people` here; services show a preview and store all or nothing.
"""
