"""The form of a saved view."""

from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.forms.row import RowForm
from governance.models import SavedView


class SavedViewForm(RowForm):
    """Name, and whom it is for; only those who edit have somebody to share with. What another has shared can be called
    something else: whom it is for, and whether her register opens with it, stays hers to say."""

    class Meta:
        model = SavedView
        fields = ["name", "is_default", "is_shared"]
        help_texts = {
            "is_shared": _(
                "De som redigerer hele alliansen, og de som redigerer et av de samme samarbeidene som deg, ser navnet "
                "og søkeordene. Ingen andre."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_hers = self.instance._state.adding or self.instance.person_id == self.actor.person.pk
        if not is_hers:
            del self.fields["is_default"]
        if not is_hers or not may(self.actor, "view.share"):
            del self.fields["is_shared"]
