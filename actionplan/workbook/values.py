"""What is typed in a cell becomes the values of a row, by the rules of the table for editing; the lists of names are
read once for a whole workbook."""

import re

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actionplan.choices import ActivityMode
from actionplan.forms.cell import no_mode, read_as
from actionplan.forms.responsible import Responsibles, columns_of, names_of, not_one, organisations_named
from actionplan.models import Activity, Measure
from actionplan.workbook.columns import MEASURE, TAGS
from governance.models import Organisation, Tag


class Cells:
    """Reads the cells of one workbook for one actor."""

    def __init__(self, actor, plan):
        self.actor, self.plan = actor, plan

    def read(self, kind: str, name: str, text: str) -> tuple[dict, str]:
        """(values of the row, the text as it will be shown). Raises ValidationError with a sentence."""
        special = {
            "deadline_text": self._deadline,
            "responsible": self._responsible,
            "mode": self._mode,
            TAGS: self._tags,
        }
        if name in special:
            return special[name](text)
        model = Measure if kind == MEASURE else Activity
        if not text and name == "title":
            raise ValidationError(_("Cellen kan ikke være tom. Skriv noe, eller slett hele raden."))
        return {name: model._meta.get_field(name).clean(text, None)}, text

    def organisations(self, text: str) -> list[Organisation]:
        """Raises ValidationError for a name that is nobody's."""
        return organisations_named(text, self._organisations)

    def names(self, keys: list[str], added: list[Organisation]) -> str:
        """What the cell of partners says of those that stay and those that come."""
        chosen = {*keys, *(str(each.pk) for each in added)}
        rows = sorted((each for each in self._organisations if str(each.pk) in chosen), key=lambda each: each.name)
        return ", ".join(each.short_name or each.name for each in rows)

    def reading(self, text: str) -> tuple[str, bool]:
        """What a deadline is understood as, and whether it is not; it is taken as it stands all the same."""
        return read_as(text, self.plan.year) if text else ("", False)

    def _deadline(self, text: str) -> tuple[dict, str]:
        text = Activity._meta.get_field("deadline_text").clean(text, None)
        return {"deadline_text": text}, text

    def _responsible(self, text: str) -> tuple[dict, str]:
        if not text:
            return columns_of(None), ""
        found = self._named.get(text.casefold(), [])
        if len(found) != 1:
            raise not_one(found, text, has_list=False)
        return columns_of(found[0]), str(found[0])

    def _tags(self, text: str) -> tuple[dict, str]:
        """Tags with semicolons between, or commas where no tag has one itself."""
        named = {tag.key: tag for tag in self._known_tags}
        found = {}
        for piece in re.split(r"[;\n]", text):
            names = [piece] if _key(piece) in named else piece.split(",")
            for name in filter(None, map(str.strip, names)):
                if _key(name) not in named:
                    words = _("Emneordet «{name}» finnes ikke. Legg det til på siden «Emneord» først.")
                    raise ValidationError(words.format(name=name))
                found[_key(name)] = named[_key(name)]
        tags = [found[key] for key in sorted(found)]
        return {TAGS: tags}, "; ".join(tag.name for tag in tags)

    def _mode(self, text: str) -> tuple[dict, str]:
        code = self._modes.get(text.casefold()) if text else ActivityMode.OWN.value
        if code is None:
            raise ValidationError(no_mode(text))
        return {"mode": code}, "" if code == ActivityMode.OWN else str(ActivityMode(code).label)

    @cached_property
    def _named(self) -> dict[str, list]:
        found: dict[str, list] = {}
        for rows in Responsibles(self.actor).lists().values():
            for row in rows:
                for name in names_of(row):
                    found.setdefault(name, []).append(row)
        return found

    @cached_property
    def _organisations(self) -> list[Organisation]:
        return list(Organisation.objects.visible_to(self.actor))

    @cached_property
    def _known_tags(self) -> list[Tag]:
        return list(Tag.objects.visible_to(self.actor))

    @cached_property
    def _modes(self) -> dict[str, str]:
        return {str(label).casefold(): code for code, label in ActivityMode.choices}


def _key(name: str) -> str:
    """The name of a tag as it is looked up."""
    return " ".join(name.split()).casefold()
