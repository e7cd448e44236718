"""Acts of reporting. Who reads a document is said by FrozenDocument.visible_to."""

import rules
from django.utils.translation import gettext_lazy as _

from governance.access import allow
from governance.choices import Role


@rules.predicate
def edits_reports(actor, plan):
    """Secretariat or administrator of the plan's cooperation."""
    return actor.edits(plan.cooperation_id)


@rules.predicate
def coordinates(actor, plan):
    """Coordinator of the plan's cooperation, or of the whole alliance."""
    return any((Role.COORDINATOR, pk) in actor.roles for pk in (None, plan.cooperation_id))


allow(
    "report.make",
    (edits_reports | coordinates, _("Bare sekretariatet og samarbeidets koordinator kan lage rapporter.")),
)
allow("report.freeze", (edits_reports, _("Bare sekretariatet kan gjøre en rapport endelig.")))
allow("document.print")  # every known reader, of what `visible_to` shows her; a visitor never starts work
