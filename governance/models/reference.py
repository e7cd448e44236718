"""Read-only reference, shared by all alliances and loaded by `manage.py load_reference`.

Source: Statistics Norway table 07459 (population 1 January, NLOD) and Kartverket borders 2017 (CC0); see docs/data.md.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class County(models.Model):
    number = models.CharField(_("nummer"), max_length=2)
    name = models.CharField(_("navn"), max_length=80, db_collation="norsk")
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til og med"), null=True, blank=True)

    class Meta:
        verbose_name = _("fylke")
        verbose_name_plural = _("fylker")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["number", "name"], name="governance_county_once")]

    def __str__(self):
        return self.name


class Municipality(models.Model):
    """A Norwegian municipality under one number. A merged or renumbered one points to its successor."""

    number = models.CharField(_("kommunenummer"), max_length=4, unique=True)
    name = models.CharField(_("navn"), max_length=80, db_collation="norsk")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("fylke"))
    area_km2 = models.DecimalField(_("areal i km²"), max_digits=9, decimal_places=2, null=True, blank=True)
    language_form = models.CharField(_("målform"), max_length=12, blank=True)
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til og med"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("etterfølger"),
    )
    border = models.JSONField(_("grense"), null=True, blank=True, help_text="GeoJSON MultiPolygon, WGS84 lon/lat.")

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ["number"]

    def __str__(self):
        return self.name


class Population(models.Model):
    """Inhabitants of a municipality on 1 January of `year`."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(_("år"))
    inhabitants = models.PositiveIntegerField(_("innbyggere"))

    class Meta:
        verbose_name = _("folketall")
        verbose_name_plural = _("folketall")
        ordering = ["municipality", "year"]
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="governance_population_once")]

    def __str__(self):
        return f"{self.municipality} {self.year}: {self.inhabitants}"
