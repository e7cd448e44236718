"""The bodies' pages: the hierarchy, and one body with its rules, rights, seats and leaders."""

from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.bodies import seating
from governance.bodies.procedure import explain
from governance.bodies.rotation import proposal
from governance.models import AttendanceRight, ChairRotation, GoverningBody, Meeting, ProcedureRules
from governance.views.address import PublicTrailMixin
from governance.views.agendatemplates import template_rows
from governance.views.bin import bin_of
from governance.views.casefile import PublicListMixin
from governance.views.row import RowDetailView, RowListView


class BodyListView(PublicListMixin, PublicTrailMixin, RowListView):
    """Every body as trees, per cooperation; ended bodies apart."""

    model = GoverningBody
    select_related = ("cooperation",)
    template_name = "governance/body_list.html"

    def get_queryset(self):
        main_first = ("-cooperation__is_main", "cooperation__name", "position", "name")
        return super().get_queryset().order_by(*main_first)

    def breadcrumb(self):
        return self.trail((_("Organer"), ""))

    def get_context_data(self, **kwargs):
        day = self.actor.on
        rows = list(self.object_list)
        alive = [body for body in rows if body.holds_on(day)]
        trees = seating.hierarchy(self.actor, alive, day)
        groups = [(own, list(group)) for own, group in groupby(trees, key=lambda branch: branch.body.cooperation)]
        removed = GoverningBody.objects.in_bin(self.actor)
        ended = [body for body in rows if body not in alive]
        return super().get_context_data(groups=groups, ended=ended, removed=removed, **kwargs)


class BodyDetailView(PublicTrailMixin, RowDetailView):
    model = GoverningBody
    select_related = ("cooperation",)
    template_name = "governance/body_detail.html"

    def breadcrumb(self):
        return self.trail((_("Organer"), self.to("body_list")), (self.object.name, ""))

    def get_context_data(self, **kwargs):
        body, day, actor = self.object, self.actor.on, self.actor
        rules = list(ProcedureRules.objects.visible_to(actor).filter(body=body).order_by("-valid_from"))
        present = next((each for each in rules if each.holds_on(day)), None)
        chairs = ChairRotation.objects.visible_to(actor).filter(body=body).select_related("organisation", "body")
        seats = seating.seating(actor, body, day)
        rights = (
            AttendanceRight.objects.visible_to(actor).filter(body=body).on(day).select_related("attending_body", "body")
        )
        others = GoverningBody.objects.visible_to(actor).in_bulk({body.parent_id, body.prepares_for_id} - {None})
        return super().get_context_data(
            page_title=body.name,
            day=day,
            rules=present,
            other_rules=[each for each in rules if each != present],
            explanations=explain(present) if present else [],
            rights=rights,
            seats=seats,
            vacant=[each.seat for each in seats if each.holder is None],
            proposal=proposal(actor, body, count=1) if may(actor, "body.edit", body) else None,
            has_others=any(each.others for each in seats),
            chairs=chairs.order_by(F("valid_from").desc(nulls_last=True)),
            template=template_rows(self.actor, body, day) if actor.is_known else [],
            meetings=Meeting.objects.visible_to(actor).filter(body=body).upcoming(day)[:5],
            below=body.children.visible_to(actor),
            above=others.get(body.parent_id),
            prepares_for=others.get(body.prepares_for_id),
            removed=bin_of(actor, body),
            **kwargs,
        )
