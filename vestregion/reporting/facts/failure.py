"""One part of a document that cannot be collected stops the document and is named: never a paper with a silent hole."""

from contextlib import contextmanager

from django.utils.translation import gettext as _

from governance.history import Refused


class FactsFailed(Refused):
    """The document was not made; the message names the part and may be shown as it is."""


@contextmanager
def collecting(part: str):
    """Anything that goes wrong inside becomes a FactsFailed that names `part`."""
    try:
        yield
    except FactsFailed:
        raise
    except Exception as error:
        text = _("Dokumentet ble ikke laget: noe er galt i «{part}». Rett det der, og prøv igjen.")
        raise FactsFailed(text.format(part=part)) from error
