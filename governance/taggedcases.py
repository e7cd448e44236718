"""What the pages of tags show of the cases: those the reader may read in full."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance import tagging
from governance.models import CaseTag


def _cases(actor, tag):
    rows = CaseTag.objects.visible_to(actor).filter(tag=tag).select_related("case__cooperation")
    for row in rows.order_by("-case__year", "-case__sequence"):
        case = row.case
        url = reverse("governance:case_detail", args=[actor.alliance.slug, case.year, case.sequence])
        yield tagging.Found(str(case), url, str(case.cooperation), case.year)


def register_all() -> None:
    """Called from ready()."""
    tagging.register(tagging.Taggable(CaseTag, "case", _("Saker"), _cases))
