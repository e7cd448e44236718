"""What a person is told when a service says no."""

from django.core.exceptions import ValidationError


def sentence_of(error: Exception) -> str:
    """The first sentence of a refusal or of what was found wrong, fit to be shown as it stands."""
    return str(error.messages[0] if isinstance(error, ValidationError) else error)
