"""What an exemption from public disclosure says of itself, settled when a case or an attachment is written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock, grounds
from governance.choices import Access, Extent

SAID = ("access", "ground", "legal_basis", "extent", "withheld", "disclosure", "disclosure_note")


def settled(actor, row, values: dict, at=None) -> dict:
    """The values to write: the ground and its text made one, and who answered the public-access question, and when.

    Raises ValidationError where the text names another section than the ground, where what is exempt in part does not
    say which, or where the public-access question is answered without a word of why.
    """
    if not set(values) & set(SAID):
        return values
    told = {name: values.get(name, getattr(row, name)) for name in SAID}
    if told["access"] != Access.EXEMPT:
        return values
    if told["extent"] == Extent.PART and not told["withheld"].strip():
        raise ValidationError({"withheld": _("Skriv hvilke deler som er unntatt.")})
    return values | _ground(values, told) | _disclosure(actor, row, told, at)


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
    if all(getattr(row, name) == told[name] for name in ("disclosure", "disclosure_note")) and row.disclosure_on:
        return {}
    return {"disclosure_by": actor.person, "disclosure_on": clock.day_of_act(actor.alliance, at)}
