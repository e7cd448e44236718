from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.agendareads import AgendaVersionQuerySet
from governance.models.base import TenantRow
from governance.models.meeting import Meeting


class AgendaVersion(TenantRow):
    """The agenda of a meeting as it went out to those who are called: number 1 with the call, then one for each change.

    `rows` and `facts` hold keys, numbers and codes (agendafacts.py), never a title: what a case is called, and whether
    a reader may know it, is asked when it is read. Nothing of a version is changed afterwards.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda_versions", verbose_name=_("møte"), editable=False
    )
    number = models.PositiveIntegerField(_("versjon av sakslisten"), editable=False)
    sent_at = models.DateTimeField(_("sendt"), editable=False)
    why = models.CharField(_("hvorfor sakslisten ble endret"), max_length=300, blank=True, editable=False)
    facts = models.JSONField(_("tid og sted"), default=dict, editable=False)
    rows = models.JSONField(_("sakene"), default=list, editable=False, blank=True)

    objects = AgendaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versjon av sakslisten")
        verbose_name_plural = _("versjoner av sakslisten")
        ordering = ["meeting", "-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="governance_agenda_version_once")]

    def __str__(self):
        return f"{self.meeting} (v{self.number})"
