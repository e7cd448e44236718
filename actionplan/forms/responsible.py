"""Who may be chosen to answer for an activity: posts, persons and organisations that the actor sees."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actionplan.models import Activity, Position
from governance.models import Organisation, Person

UNKNOWN = "unknown_name"
RESPONSIBLE = {"position": Position, "organisation": Organisation, "person": Person}
GROUPS = {"position": _("Stillinger"), "person": _("Personer"), "organisation": _("Organisasjoner")}


def key_of(activity: Activity) -> str:
    """Who answers for the activity, as a choice is written: "person:<key>"; empty where nobody does."""
    for kind in RESPONSIBLE:
        key = getattr(activity, f"responsible_{kind}_id")
        if key is not None:
            return f"{kind}:{key}"
    return ""


def columns_of(chosen) -> dict:
    """The chosen row, or None, as the columns that hold it."""
    return {f"responsible_{kind}": chosen if isinstance(chosen, model) else None for kind, model in RESPONSIBLE.items()}


class Responsibles:
    """Those the actor may choose among; the lists are read only when they are asked for."""

    def __init__(self, actor):
        self.actor = actor

    def lists(self) -> dict:
        """Kind -> rows that may be chosen: posts held on the day, persons and organisations of the alliance."""
        return {
            "position": Position.objects.visible_to(self.actor).on(self.actor.on),
            "person": Person.objects.visible_to(self.actor),
            "organisation": Organisation.objects.visible_to(self.actor),
        }

    def groups(self) -> list[tuple]:
        """(name of the group, [(choice, label)]): posts first, then persons, then organisations."""
        return [(GROUPS[kind], [(f"{kind}:{row.pk}", str(row)) for row in rows]) for kind, rows in self.lists().items()]

    def find(self, chosen: str):
        """The row of a choice ("person:<key>"), or None where there is none."""
        kind, _colon, key = chosen.partition(":")
        rows = self.lists().get(kind)
        try:
            return rows.filter(pk=UUID(key)).first() if rows is not None else None
        except ValueError:
            return None

    def any_of(self, key):
        """The row with this key, of whichever kind, or None."""
        return next(filter(None, (self.find(f"{kind}:{key}") for kind in RESPONSIBLE)), None)

    def named(self, text: str) -> list:
        """Every row of that name, whatever its kind; capitals do not matter."""
        wanted = text.strip().casefold()
        return [row for rows in self.lists().values() for row in rows if wanted in names_of(row)]


class Names:
    """Everyone who may be chosen, read once for many cells: what `Responsibles` finds, and the organisations."""

    def __init__(self, actor):
        self.responsibles = _Listed(actor)
        self._actor = actor

    @cached_property
    def organisations(self) -> list[Organisation]:
        return list(Organisation.objects.visible_to(self._actor))


class _Listed(Responsibles):
    """The same answers from lists that are read once."""

    @cached_property
    def _lists(self) -> dict:
        return {kind: list(rows) for kind, rows in super().lists().items()}

    @cached_property
    def _by_choice(self) -> dict:
        return {f"{kind}:{row.pk}": row for kind, rows in self._lists.items() for row in rows}

    @cached_property
    def _by_name(self) -> dict:
        named: dict = {}
        for rows in self._lists.values():
            for row in rows:
                for name in names_of(row):
                    named.setdefault(name, []).append(row)
        return named

    def lists(self) -> dict:
        return self._lists

    def find(self, chosen: str):
        return self._by_choice.get(chosen)

    def named(self, text: str) -> list:
        return list(self._by_name.get(text.strip().casefold(), ()))


def names_of(row) -> set[str]:
    """What a row may be called when it is typed."""
    return {str(row).casefold(), getattr(row, "short_name", "").casefold()} - {""}


def not_one(found: list, typed: str, *, has_list: bool) -> ValidationError:
    """What is wrong with a name that is not exactly one row's, with the code UNKNOWN where it is nobody's. `has_list`
    says that there is a list to choose from where it was typed."""
    if found and has_list:
        return ValidationError(_("Flere heter «{name}». Velg i listen.").format(name=typed))
    if found:
        words = _("Flere heter «{name}». Skriv det fulle navnet, eller velg i planen etterpå.")
        return ValidationError(words.format(name=typed))
    if has_list:
        words = _("Vi finner ingen som heter «{name}». Velg i listen, eller legg til navnet først.")
    else:
        words = _("Vi finner ingen som heter «{name}». Rett navnet, eller legg det til i registeret først.")
    return ValidationError(words.format(name=typed), code=UNKNOWN)


def is_unknown(error: Exception) -> bool:
    """Whether what was refused is a name that is in no register."""
    return getattr(error, "code", None) == UNKNOWN


def organisations_named(text: str, organisations: list[Organisation], *, has_list: bool = False) -> list[Organisation]:
    """The organisations of a text, by key or name, in the order typed and each once, with commas or semicolons between.
    A name may itself hold a comma, so the longest is tried. Raises ValidationError for a name that is nobody's; for
    `has_list` see `not_one`."""
    whole = {name for each in organisations for name in names_of(each) if "," in name}
    found: list[Organisation] = []
    for typed in _split(text, whole):
        same = [each for each in organisations if str(each.pk) == typed or typed.casefold() in names_of(each)]
        if len(same) != 1:
            raise not_one(same, typed, has_list=has_list)
        found += [each for each in same if each not in found]
    return found


def _split(text: str, whole: set[str]) -> list[str]:
    parts = [part.strip() for part in text.replace("\n", ";").split(";")]
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if part.casefold() in whole else part.split(","))
        if piece.strip()
    ]
