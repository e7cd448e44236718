"""What was removed from a plan, and the way back."""

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.models import Activity, Measure, PlanSection
from actionplan.permissions import led_sections, section_of
from actionplan.views.edit import EditMixin
from actionplan.views.kinds import KINDS, named
from governance.access import require

ABOVE = ("section", "measure", "parent", "line")  # what a row may have been removed together with


class PlanBinView(EditMixin, TemplateView):
    """What has been removed by an act of its own, newest first; what went with it is counted."""

    template_name = "actionplan/plan_bin.html"
    SHOWN = 200

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        self.counts = self._counts()
        rows = [row for kind in KINDS.values() for row in self._removed(kind)]
        rows.sort(key=lambda row: row["at"], reverse=True)
        context = {"rows": rows[: self.SHOWN], **self.why()}
        return super().get_context_data(**context | kwargs)

    def _counts(self) -> dict[tuple, int]:
        """How many activities were removed in a section at a moment, which is the moment of one act."""
        rows = Activity.objects.in_bin(self.actor).filter(section__plan=self.plan).order_by()
        counted = rows.values_list("section", "removed_at").annotate(number=Count("pk"))
        return {(section, at): number for section, at, number in counted}

    def _removed(self, kind) -> list[dict]:
        path = {PlanSection: "plan"}.get(kind.model, "line__section__plan" if kind.under == "line" else "section__plan")
        rows = kind.model.objects.in_bin(self.actor).filter(**{path: self.plan})
        for name in ABOVE:
            if _has(kind.model, name):
                rows = rows.exclude(**{f"{name}__removed_at": F("removed_at")})
        related = [name for name in ("section", "line", "organisation", "position", "body") if _has(kind.model, name)]
        return [
            {
                "title": named(row),
                "kind": kind.model._meta.verbose_name,
                "with": self._with(row),
                "at": row.removed_at,
                "url": self.to("row_restore", kind=kind.slug, pk=row.pk),
            }
            for row in rows.select_related(*related)[: self.SHOWN]
            if self._is_mine(row)
        ]

    def _with(self, row) -> int:
        """The number of activities that went with a measure or a section."""
        return self.counts.get((section_of(row).pk, row.removed_at), 0) if isinstance(row, Measure | PlanSection) else 0

    def _is_mine(self, row) -> bool:
        return self.edits_all or section_of(row).pk in led_sections(self.actor)

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (_("Fjernet"), ""))


def _has(model, name: str) -> bool:
    return any(field.name == name and field.is_relation for field in model._meta.concrete_fields)
