"""The vocabularies of the agenda, beside those of the whole floor (choices.py)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseKind

PAPERLESS_CASES = (CaseKind.APPROVAL, CaseKind.OTHER)  # a body treats them without a case paper


class AgendaPlace(TextChoices):
    """Where a standing case comes on an agenda, in the order of the agenda."""

    BEFORE = "1_before", _("Før sakene i møtet")
    AFTER = "2_after", _("Etter sakene i møtet")


class Leaving(TextChoices):
    """How a numbered case is taken off an agenda that has been reopened."""

    POSTPONED = "postponed", _("Utsatt")
    WITHDRAWN = "withdrawn", _("Trukket")
