from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.agendareads import SubItemQuerySet
from governance.models.agenda import AgendaItem
from governance.models.base import TenantRow
from governance.models.organisation import Organisation
from governance.models.people import Person


class SubItem(TenantRow):
    """A point below a case on the agenda, such as what each member brings under «Orientering fra kommunene».

    Its letter is its place in the order (governance/subitems.py) and stored nowhere.
    """

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="subitems", verbose_name=_("behandling"), editable=False
    )
    position = models.PositiveIntegerField(_("rekkefølge"), default=0, editable=False)
    title = models.CharField(_("hva det gjelder"), max_length=255)
    on_behalf_of = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meldt inn av"),
    )
    presenter = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hvem som orienterer")
    )
    presenter_name = models.CharField(_("navn på en utenfor alliansen"), max_length=160, blank=True)

    objects = SubItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("underpunkt")
        verbose_name_plural = _("underpunkter")
        ordering = ["item", "position", "pk"]

    def __str__(self):
        return self.title
