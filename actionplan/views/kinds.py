"""The kinds of row an edit page has: which model, which form, which service makes and changes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from actionplan.forms.activity import ActivityForm, MeasureForm
from actionplan.forms.money import CostEntryForm, CostLineForm, FundingEntryForm, FundingLineForm
from actionplan.forms.responsible import RESPONSIBLE
from actionplan.forms.section import AssignmentForm, PartnerForm, ReportingLineForm, SectionForm
from actionplan.models import (
    Activity,
    CostEntry,
    CostLine,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
    ReportingLine,
    SectionPartner,
    SectionPosition,
)
from actionplan.services import activities, measures, money, reporting, sections, staff
from governance.templatetags.norwegian import kroner


def named(row) -> str:
    """A row as a notice and the list of what was removed name it; an amount is written as money."""
    return f"{row.get_kind_display()} {kroner(row.amount)}" if isinstance(row, FundingEntry | CostEntry) else str(row)


@dataclass(frozen=True)
class Kind:
    """One kind of row. `slug` stands in addresses; `under` is what a new row is given: plan, section or line."""

    slug: str
    model: type
    form: type
    create: Callable[..., Any]
    change: Callable[..., Any]
    new: Any
    edit: Any
    under: str = "section"
    is_nested: bool = False  # its form asks which measure it hangs under

    @property
    def line(self) -> type:
        """The kind of line an amount hangs under."""
        return self.model._meta.get_field("line").related_model

    @property
    def above(self) -> tuple[str, ...]:
        """The relations from a row to its section, for reading both at once."""
        return {"section": ("section",), "line": ("line__section",)}.get(self.under, ())

    @property
    def beside(self) -> tuple[str, ...]:
        """What else is read with a row that is edited, since its form and its line name it."""
        return ("measure", *(f"responsible_{kind}" for kind in RESPONSIBLE)) if self.model is Activity else ()


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "del",
            PlanSection,
            SectionForm,
            sections.create_section,
            sections.change_section,
            _("Ny del av planen"),
            _("Endre delen"),
            under="plan",
        ),
        Kind(
            "tiltak",
            Measure,
            MeasureForm,
            measures.create_measure,
            measures.change_measure,
            _("Nytt tiltak"),
            _("Endre tiltaket"),
            is_nested=True,
        ),
        Kind(
            "aktivitet",
            Activity,
            ActivityForm,
            activities.create_activity,
            activities.change_activity,
            _("Ny aktivitet"),
            _("Endre aktiviteten"),
            is_nested=True,
        ),
        Kind(
            "finansiering",
            FundingLine,
            FundingLineForm,
            money.create_funding_line,
            money.change_funding_line,
            _("Ny finansiering"),
            _("Endre finansieringen"),
        ),
        Kind(
            "belop",
            FundingEntry,
            FundingEntryForm,
            money.add_entry,
            money.change_entry,
            _("Nytt beløp"),
            _("Endre beløpet"),
            under="line",
        ),
        Kind(
            "kostnad",
            CostLine,
            CostLineForm,
            money.create_cost_line,
            money.change_cost_line,
            _("Ny kostnad"),
            _("Endre kostnaden"),
        ),
        Kind(
            "kostnadsbelop",
            CostEntry,
            CostEntryForm,
            money.add_entry,
            money.change_entry,
            _("Nytt beløp"),
            _("Endre beløpet"),
            under="line",
        ),
        Kind(
            "stilling",
            SectionPosition,
            AssignmentForm,
            staff.assign_position,
            staff.change_assignment,
            _("Ny stilling i delen"),
            _("Endre stillingen i delen"),
        ),
        Kind(
            "rapportlinje",
            ReportingLine,
            ReportingLineForm,
            reporting.create_reporting_line,
            reporting.change_reporting_line,
            _("Ny rapporteringslinje"),
            _("Endre rapporteringslinjen"),
        ),
        Kind(
            "partner",
            SectionPartner,
            PartnerForm,
            sections.add_partner,
            sections.change_partner,
            _("Ny samarbeidspart"),
            _("Endre samarbeidsparten"),
        ),
    )
}
