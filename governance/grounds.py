"""The legal grounds on which a case or an attachment is exempt from public disclosure (offentleglova; docs/domain.md).

§ 13 must be exempt: secrecy laid down in another statute. The others may be, and the public-access question of § 11
(merinnsyn) is asked of each use. § 13, 14, 15, 16, 23, 24 and 26 are named by the guide to the act; that § 5, § 25 and
the third paragraph of § 23 are grounds of their own is from memory. Any other ground is written as text.
"""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ground(TextChoices):
    """Stored as the section, with the statute that gives the secrecy where § 13 takes it from forvaltningsloven."""

    DEFERRED = "5", _("utsatt innsyn")
    SECRECY = "13", _("opplysninger som er underlagt taushetsplikt")
    PERSONAL = "13-fvl-1", _("opplysninger om noens personlige forhold")
    BUSINESS = "13-fvl-2", _("drifts- og forretningsforhold")
    INTERNAL = "14", _("organinterne dokumenter")
    FROM_OUTSIDE = "15", _("dokumenter hentet inn utenfra til intern saksforberedelse")
    MUNICIPAL = "16", _("interne dokumenter i kommuner og fylkeskommuner")
    BARGAINING = "23", _("hensynet til forhandlingsposisjonen")
    TENDERS = "23-3", _("tilbud og protokoll til leverandøren er valgt")
    CONTROL = "24", _("kontrolltiltak og lovbrudd")
    APPOINTMENT = "25", _("søknader og lister i tilsettingssaker")
    EXAMS = "26", _("eksamenssvar, bilder i personregistre, adresser og fødselsnummer")


MUST = frozenset({Ground.SECRECY, Ground.PERSONAL, Ground.BUSINESS})
SECTIONS = {
    Ground.PERSONAL: "offl. § 13, jf. fvl. § 13 første ledd nr. 1",
    Ground.BUSINESS: "offl. § 13, jf. fvl. § 13 første ledd nr. 2",
    Ground.TENDERS: "offl. § 23 tredje ledd",
}
# Not § 5: the act before 2009 used that number for what is § 14 today. A number with a letter (§ 5a) is that act too.
RECOGNISED = re.compile(r"(?:offl\.?|offentleglova)\s*§\s*(13|14|15|16|23|24|25|26)(?![\w-])(.*)", re.IGNORECASE)
OF_ADMINISTRATION = re.compile(r"(?:fvl\.?|forvaltningsloven)\s*§\s*13(?:\D*?)\bnr\.?\s*([12])\b", re.IGNORECASE)
THIRD = re.compile(r"tredje ledd|\b3\. ledd", re.IGNORECASE)


def section_of(ground: str) -> str:
    """How the ground is cited: "offl. § 14"."""
    return SECTIONS.get(ground, f"offl. § {ground}")


def recognised(basis: str) -> str:
    """The ground that a legal basis written as text names; nothing where it names another act, or more than one."""
    found = RECOGNISED.fullmatch(" ".join(basis.split()))
    if found is None or RECOGNISED.search(found[2]) or re.search(r"(?:\bog|,|;)\s*§", found[2]):
        return ""
    if found[1] == Ground.SECRECY and (number := OF_ADMINISTRATION.search(found[2])):
        return f"13-fvl-{number[1]}"
    if found[1] == Ground.BARGAINING and THIRD.search(found[2]):
        return Ground.TENDERS.value
    return found[1]


def words_of(ground: str, basis: str) -> str:
    """The ground as it is told: "offl. § 14: organinterne dokumenter"; one that is only text as it was written."""
    return f"{basis or section_of(ground)}: {Ground(ground).label}" if ground else basis
