"""Several acts at the same moment."""

import threading

from django.db import connection


def at_once(*acts) -> list[Exception]:
    """Do each act in a thread of its own, all let go together. Returns what went wrong."""
    errors, gate = [], threading.Barrier(len(acts))

    def work(act):
        try:
            gate.wait()
            act()
        except Exception as error:  # told below: a thread that dies tells nobody
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors
