"""What the publication of a plan opens to everyone (governance/openness/publication.py)."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.models import PlanSection
from governance.choices import Access
from governance.exemption import neutral_title
from governance.openness.publication import Opening


def plan_opening(actor, plan) -> Opening:
    """Each section with its activities; what hangs on the plan and is not the plan stays."""
    told = Opening()
    activities = Count("activities", filter=Q(activities__removed_at__isnull=True))
    sections = PlanSection.objects.visible_to(actor).filter(plan=plan).annotate(number=activities).order_by("position")
    for section in sections:
        about = ngettext(
            "{n} aktivitet, med tiltak, frister og beløp",
            "{n} aktiviteter, med tiltak, frister og beløp",
            section.number,
        )
        told.opens.append((str(section), about.format(n=section.number)))
    told.opens.append((_("PDF av planen"), _("Slik planen står når den publiseres")))
    told.stays.append((_("Historikk og fjernede rader"), _("Bare for dem som er med i alliansen")))
    told.stays.append((_("Rapporter"), _("De publiseres hver for seg")))
    if plan.case is not None and plan.case.access == Access.EXEMPT:
        told.stays.append((neutral_title(plan.case), _("Saken planen hører til, er unntatt offentlighet")))
    return told
