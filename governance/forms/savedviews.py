"""The form of a saved view."""

from governance.forms.row import RowForm
from governance.models import SavedView


class SavedViewForm(RowForm):
    """Name, and whom it is for; only those who work in the secretariat have somebody to share with."""

    class Meta:
        model = SavedView
        fields = ["name", "is_default", "is_shared"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.actor.is_staff:
            del self.fields["is_shared"]
