from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import DigestRhythm, Notice


class NoticeForm(forms.Form):
    """One choice for each event a person can be written to about."""

    rhythm = forms.ChoiceField(label=_("Samlebrevet kommer"), choices=DigestRhythm.choices)

    def __init__(self, *args, events, modes, rhythm, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].initial = rhythm
        self.names = {}
        for number, event in enumerate(events):
            name = f"event_{number}"
            self.names[name] = event
            self.fields[name] = forms.ChoiceField(label=event.title, choices=Notice.choices, initial=modes[event.key])
            if event.mandatory:
                self.fields[name].disabled = True
                self.fields[name].initial = Notice.NOW

    def rows(self):
        """(event, bound field) in the order of the page."""
        return [(event, self[name]) for name, event in self.names.items()]

    def modes(self) -> dict[str, str]:
        return {event.key: self.cleaned_data[name] for name, event in self.names.items()}
