"""What can go wrong when a document is made, said in plain words to the person who asked for it."""

from django.utils.translation import gettext as _


class RenderError(Exception):
    """The document was not made; `str(error)` is a sentence in Bokmål that may be shown as it is.

    The sentence is built when it is read, so the rendering child can raise these without Django's settings.
    """

    def __str__(self) -> str:
        return _("Dokumentet kunne ikke lages. Prøv igjen, og meld fra til den som drifter om det gjentar seg.")


class RenderTimeout(RenderError):
    """The rendering was stopped because it used more seconds than it was given."""

    def __init__(self, seconds: float):
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        text = _("Dokumentet ble ikke ferdig på %(seconds)d sekunder og ble stoppet. Del det opp, eller prøv igjen.")
        return text % {"seconds": self.seconds}


class RenderTooLarge(RenderError):
    """The content is larger, or nested deeper, than a document may be."""

    def __str__(self) -> str:
        return _("Innholdet er for stort til å bli en PDF. Kort ned tekstene, eller del dokumentet opp.")


class MissingAsset(RenderError):
    """One of our own files (stylesheet, font, picture) is not where it should be."""

    def __init__(self, names):
        self.names = sorted(names)
        super().__init__(self.names)

    def __str__(self) -> str:
        text = _("Dokumentet ble ikke laget fordi en fil mangler i installasjonen: %(names)s. Meld fra til drift.")
        return text % {"names": ", ".join(self.names)}


class RefusedAsset(Exception):
    """An address outside our own static files; it is never read, and the picture or stylesheet is left out."""
