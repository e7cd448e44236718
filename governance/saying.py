"""What a person is told when a service says no."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404


class GoneBecause(Http404):
    """Not here, and the one who asks may know why: the text is a sentence that is shown as it stands."""


class ClosedToAll(PermissionDenied):
    """Nobody may do this as things stand, whatever she has access to: why, as a heading and a sentence, what may be
    done, and the way back with its name."""

    def __init__(self, sentence: str, *, heading: str, advice: str, url: str, label: str):
        super().__init__(sentence)
        self.heading, self.advice, self.url, self.label = heading, advice, url, label


def sentence_of(error: Exception) -> str:
    """The first sentence of a refusal or of what was found wrong, fit to be shown as it stands."""
    return str(error.messages[0] if isinstance(error, ValidationError) else error)
