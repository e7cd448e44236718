"""How the colours of an alliance are read, told again while one is chosen."""

from django.core.exceptions import ValidationError

from governance.colours import contrast_words
from governance.models import Alliance

COLOURS = ("primary_colour", "accent_colour")


class ColoursMixin:
    """`colours` in the context: (label, how it is read, colour) of what was sent, also while it is chosen, else of what
    is stored. htmx asks only for that part of the page."""

    def get_template_names(self):
        return ["governance/_colours.html"] if self.request.htmx else super().get_template_names()

    def get_context_data(self, **kwargs):
        return super().get_context_data(colours=[self._words(name) for name in COLOURS], **kwargs)

    def _words(self, name: str) -> tuple[str, str, str]:
        field = Alliance._meta.get_field(name)
        sent = (self.request.POST or self.request.GET).get(name, "")
        try:
            colour = field.clean(sent, None)
        except ValidationError:
            colour = getattr(self.request.alliance, name)
        return str(field.verbose_name).capitalize(), contrast_words(colour), colour
