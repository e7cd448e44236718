"""Whole copies of an installation: the database and every file, taken while people work, and put back elsewhere.

`making.py` takes one and `restoring.py` puts it back; `sqlite.py` and `postgres.py` know their database, and
`manifest.py` what a whole copy holds. A copy is whole or it is not there: it is made beside its place and renamed. It
holds no SECRET_KEY.
"""
