"""The form of a row whose name stands in its address."""

from governance.addressnames import address_name
from governance.forms.row import RowForm


class NamedForm(RowForm):
    """Suggests the name in the address while the name is typed; an empty one is made from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.fields["slug"]
        slug.required = False
        slug.widget.attrs["data-slug-from"] = self["name"].id_for_label
        slug.needed_at_times = True  # not called optional: the row always has one

    def clean(self):
        cleaned = super().clean()
        if "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = address_name(cleaned.get("name", ""), self.fields["slug"].max_length)
        return cleaned
