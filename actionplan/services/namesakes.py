"""Whether a guest of the same name stands on the list of a gathering already: a question, for two may come."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import SignUpState
from actionplan.models import Gathering, SignUp

NOWHERE = {"name": "", "organisation": None, "workplace": ""}


def ask_of_namesake(gathering: Gathering, values: dict, is_another: bool) -> None:
    """Two guests of one name may come from one place. Where no address tells them apart somebody is asked, lest one who
    is written down twice counts twice."""
    if is_another or values.get("person") is not None or values.get("email"):
        return
    rows = gathering.sign_ups.present().exclude(state=SignUpState.WITHDRAWN).filter(erased_at=None)
    typed = SignUp(**{name: values.get(name) or default for name, default in NOWHERE.items()})
    for row in rows.select_related("person", "organisation"):
        if _folded(row.who) == _folded(typed.name) and _may_be_one_place(row.where, typed.where):
            named = _("{name} fra {place}").format(name=row.who, place=row.where) if row.where else row.who
            words = _(
                "{named} står alt på listen. Er det den samme, bruker du navnet som står der. "
                "Er det en annen, krysser du av her og sender en gang til."
            )
            raise ValidationError({"another": words.format(named=named)})


def _may_be_one_place(one: str, other: str) -> bool:
    return not one or not other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
