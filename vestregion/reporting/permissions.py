"""Acts of reporting. Who reads a document is said by FrozenDocument.visible_to."""

import rules
from django.utils.translation import gettext_lazy as _

from governance.access import allow
from governance.choices import DocumentState, Role

# After its last day a cooperation is only read, but the account of its last year is given after that year.
LAST_YEAR = "The annual report of the last year is written and made final after the cooperation has ended."


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
    outlives=LAST_YEAR,
)
allow("report.freeze", (edits_reports, _("Bare sekretariatet kan gjøre en rapport endelig.")), outlives=LAST_YEAR)
allow(
    "report.publish",
    (edits_reports, _("Bare sekretariatet kan publisere en rapport.")),
    (lambda actor, document: document.state == DocumentState.FINAL, _("Bare en endelig rapport kan publiseres.")),
    outlives=LAST_YEAR,
)
allow(
    "report.unpublish",
    (edits_reports, _("Bare sekretariatet kan trekke tilbake en rapport.")),
    (lambda actor, document: document.published_at is not None, _("Rapporten er ikke publisert.")),
    outlives="What is out and should not be, must be closed to the public whenever that is found.",
)
# Every known reader, of what `visible_to` shows her; a visitor never starts work.
allow("document.print", outlives="A printed paper is a way to read it.")
