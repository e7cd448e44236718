from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import LinkPurpose
from governance.models.base import TenantRow
from governance.models.people import Person
from governance.querysets import LinkQuerySet


class SignedLink(TenantRow):
    """A link to one person that lets her do one thing until a day (governance/links.py). Only a digest is stored."""

    purpose = models.CharField(_("formål"), max_length=16, choices=LinkPurpose)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links", verbose_name=_("person"))
    object_kind = models.CharField(_("gjelder"), max_length=60, blank=True)
    object_id = models.CharField(_("id"), max_length=40, blank=True)
    digest = models.CharField(_("avtrykk"), max_length=64, unique=True, editable=False)
    by_hand = models.BooleanField(_("gitt videre av en administrator"), default=False)
    made_at = models.DateTimeField(_("laget"))
    expires_at = models.DateTimeField(_("gjelder til"))
    opened_at = models.DateTimeField(_("åpnet"), null=True, blank=True)
    used_at = models.DateTimeField(_("brukt"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lenke")
        verbose_name_plural = _("lenker")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.person}"
