"""What an exemption from public disclosure says of itself, settled when a case or an attachment is written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock, grounds, history
from governance.choices import Access, Extent
from governance.merging import merge
from governance.models import Case, ExemptRow

SAID = ("access", "ground", "legal_basis", "extent", "withheld", "disclosure", "disclosure_note")


def settled(actor, values: dict, at=None) -> dict:
    """What a new row is made with: the ground and its text made one, and who answered the public-access question, and
    when. Raises ValidationError as `save` does."""
    row = Case()
    _refuse_past(actor, row, values, at)
    return _answered(actor, row, _grounded(row, values), at)


def save(actor, row, values: dict, *, base_version=None, at=None):
    """`history.save` of a row that is held already. Who answered, and when, follows from what is changed since
    `base_version`: an old page that still shows another answer gives none.

    Raises Clash, and ValidationError where the text names another section than the ground, where what is exempt in
    part does not say which, or where the public-access question is answered without a word of why.
    """
    changed = merge(row, _grounded(row, values), base_version)
    _refuse_past(actor, row, changed, at)
    return history.save(row, _answered(actor, row, changed, at))


def refuse_others(values: dict) -> None:
    """Raise ValueError, a programming error, where something else than an exemption would be changed as one."""
    if others := set(values) - {field.name for field in ExemptRow._meta.fields} - {"public_title"}:
        raise ValueError(f"{sorted(others)} say nothing of an exemption.")


def _grounded(row, values: dict) -> dict:
    told = _told(row, values)
    return values | _ground(values, told) if _says_why(values, told) else values


def _answered(actor, row, values: dict, at) -> dict:
    told = _told(row, values)
    if not _says_why(values, told):
        return values
    if told["extent"] == Extent.PART and not told["withheld"].strip():
        raise ValidationError({"withheld": _("Skriv hvilke deler som er unntatt.")})
    return values | _disclosure(actor, row, told, at)


def _refuse_past(actor, row, values: dict, at) -> None:
    """An exemption that is made to end on a day that has passed would be asked about from the first day."""
    until = values.get("exempt_until")
    if until not in (None, row.exempt_until) and until < clock.day_of_act(actor.alliance, at):
        raise ValidationError(
            {"exempt_until": _("Dagen er passert. Velg en dag som kommer, eller la feltet stå tomt.")}
        )


def _told(row, values: dict) -> dict:
    return {name: values.get(name, getattr(row, name)) for name in SAID}


def _says_why(values: dict, told: dict) -> bool:
    return bool(set(values) & set(SAID)) and told["access"] == Access.EXEMPT


def _ground(values, told) -> dict:
    """A chosen ground is cited in the text; a text that cites a known ground chooses it."""
    ground, basis = told["ground"], " ".join(told["legal_basis"].split())
    cited = grounds.recognised(basis)
    is_text_alone = "legal_basis" in values and "ground" not in values
    if is_text_alone or not ground:
        return {"ground": cited, "legal_basis": basis}
    if not basis or (cited and basis == grounds.section_of(cited)):
        return {"ground": ground, "legal_basis": grounds.section_of(ground)}
    if cited and cited.partition("-")[0] != ground.partition("-")[0]:
        raise ValidationError({"legal_basis": _("Teksten viser til en annen paragraf enn hjemmelen du har valgt.")})
    return {"ground": ground, "legal_basis": basis}


def _disclosure(actor, row, told, at) -> dict:
    if not told["disclosure"]:
        return {"disclosure_note": "", "disclosure_by": None, "disclosure_on": None}
    if not told["disclosure_note"].strip():
        raise ValidationError({"disclosure_note": _("Skriv kort hvorfor, så svaret kan etterprøves.")})
    if all(getattr(row, name) == told[name] for name in ("disclosure", "disclosure_note")):
        return {}
    return {"disclosure_by": actor.person, "disclosure_on": clock.day_of_act(actor.alliance, at)}
