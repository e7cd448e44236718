"""What a person is told when a service says no."""

from django.core.exceptions import ValidationError
from django.http import Http404


class GoneBecause(Http404):
    """Not here, and the one who asks may know why: the text is a sentence that is shown as it stands."""


def sentence_of(error: Exception) -> str:
    """The first sentence of a refusal or of what was found wrong, fit to be shown as it stands."""
    return str(error.messages[0] if isinstance(error, ValidationError) else error)
