"""The bones that every tenant table shares: alliance, UUID key, version, bin and history."""

import uuid
from functools import cache

from concurrency.fields import AutoIncVersionField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from governance.rows import DatedQuerySet, TenantQuerySet
from governance.statements import insert_row


class HistoryRow(models.Model):
    """What each history row carries beside the values: which service call wrote it, who, and why."""

    change_id = models.UUIDField(_("endring"), db_index=True)
    act = models.CharField(_("handling"), max_length=80)
    by_name = models.CharField(_("utført av"), max_length=200)
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)

    class Meta:
        abstract = True


class RememberedHistoryManager(HistoryManager):
    """The library makes a new class each time a history is looked at, which is with every write."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


class TenantHistory(HistoricalRecords):
    """History tables of tenant rows: the library lets copied keys be empty, but a history row has its alliance."""

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        fields["alliance"].null = fields["alliance"].blank = False
        return fields

    def create_historical_record(self, instance, history_type, using=None):
        """As the library does, but with a statement composed once: a version is stored with everything that is written.
        When, by whom and why is put in by `governance.history`, which the signal tells."""
        history = getattr(instance, self.manager_name).model
        values = {field.attname: getattr(instance, field.attname) for field in self.fields_included(instance)}
        row = history(history_type=history_type, **values)
        pre_create_historical_record.send(sender=history, instance=instance, history_instance=row)
        insert_row(row)


class TenantRow(models.Model):
    """A row that belongs to exactly one alliance.

    Written only through governance.history, which raises `version`, writes the history row and refuses or merges
    a stale save. `removed_at` is set while the row lies in the bin.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(
        "governance.Alliance", on_delete=models.PROTECT, related_name="+", verbose_name=_("allianse"), editable=False
    )
    version = AutoIncVersionField(_("versjon"))
    removed_at = models.DateTimeField(_("fjernet"), null=True, blank=True, editable=False)

    objects = TenantQuerySet.as_manager()
    history = TenantHistory(inherit=True, bases=[HistoryRow], history_manager=RememberedHistoryManager)

    class Meta:
        abstract = True


class Period(models.Model):
    """A span of days in Oslo. `valid_to` is the last day, inclusive; empty means open at that end."""

    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_period_in_order",
                violation_error_message=_("Til-datoen kan ikke være før fra-datoen."),
            )
        ]

    def holds_on(self, day) -> bool:
        """Whether `day` lies within the period, both ends included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class DatedRow(TenantRow, Period):
    """A tenant row with a period of validity."""

    objects = DatedQuerySet.as_manager()

    class Meta(Period.Meta):
        abstract = True
