"""Demo data: the real facts of two alliances, written through the services like everything else.

`load` is idempotent in the sense that matters: it refuses a database that already has an alliance.
"""

from vestregion.demo.loader import LOGINS, PASSWORD, AlreadyLoaded, load

__all__ = ["LOGINS", "PASSWORD", "AlreadyLoaded", "load"]
