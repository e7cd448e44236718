"""What lies in the bin of plans and platforms, for the page of the alliance's whole bin."""

from django.db.models import F
from django.urls import reverse

from actionplan.choices import PlanState
from actionplan.models import (
    ActionPlan,
    FeeRun,
    FocusArea,
    Gathering,
    GrantApplication,
    Network,
    NetworkMember,
    PhaseChange,
    PlanSection,
    PlatformPoint,
    Position,
    PriorityArea,
    Project,
    ProjectPartner,
)
from actionplan.permissions import edit_act, platform_of
from actionplan.views.base import address
from actionplan.views.kinds import KINDS, named
from governance.access import may
from governance.story.binsources import SHOWN, binned

ABOVE = ("section", "measure", "parent", "line")  # what a row may have been removed together with
PLATFORM_KINDS = {PlatformPoint: "punkt", PriorityArea: "omrade", FocusArea: "fokusomrade"}
REGISTERS = {GrantApplication: "application", Project: "project", Network: "network", Gathering: "gathering"}
PARTS = (
    (ProjectPartner, "project", "parter"),
    (PhaseChange, "project", "faser"),
    (NetworkMember, "network", "medlemmer"),
)
PATHS = {PlatformPoint: "platform", PriorityArea: "platform", FocusArea: "area__platform"}


def rows_of_plans(actor):
    """Plans, and rows that were removed by an act of their own."""
    for plan in ActionPlan.objects.in_bin(actor).select_related("cooperation")[:SHOWN]:
        if may(actor, "plan.restore", plan):
            yield binned(plan, str(plan), address("plan_restore", plan.cooperation, actor.alliance, pk=plan.pk))
    for kind in KINDS.values():
        yield from _rows_of(kind, actor)
    for post in Position.objects.in_bin(actor).select_related("cooperation")[:SHOWN]:
        if may(actor, "position.edit", post):
            url = reverse("actionplan:position_restore", args=[actor.alliance.slug, post.pk])
            yield binned(post, str(post), url)
    for run in FeeRun.objects.in_bin(actor).select_related("cooperation")[:SHOWN]:
        if may(actor, "feerun.remove", run):
            url = address("fee_run_restore", run.cooperation, actor.alliance, year=run.year, pk=run.pk)
            yield binned(run, str(run), url)


def _rows_of(kind, actor):
    path = {PlanSection: "plan"}.get(kind.model, "line__section__plan" if kind.under == "line" else "section__plan")
    names = {f.name for f in kind.model._meta.concrete_fields if f.is_relation}
    rows = kind.model.objects.in_bin(actor).filter(**{f"{path}__removed_at__isnull": True})
    for name in ABOVE:
        if name in names:
            rows = rows.exclude(**{f"{name}__removed_at": F("removed_at")})
    related = {f"{path}__cooperation"} | ({"organisation", "position", "body"} & names)
    for row in rows.select_related(*related)[:SHOWN]:
        if may(actor, _act(row), row):
            plan = _plan_of(row, path)
            url = address("row_restore", plan.cooperation, actor.alliance, year=plan.year, kind=kind.slug, pk=row.pk)
            asks = plan.state == PlanState.ADOPTED
            yield binned(row, f"{named(row)}, {plan}", url, asks_reason=asks)


def _act(row) -> str:
    return "section.remove" if isinstance(row, PlanSection) else edit_act(row)


def _plan_of(row, path: str):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def rows_of_platforms(actor):
    """Points, areas and focus areas. A name comes back on the platform's own page."""
    for model, word in PLATFORM_KINDS.items():
        rows = model.objects.in_bin(actor).select_related(f"{PATHS[model]}__cooperation")
        for row in rows[:SHOWN]:
            platform = platform_of(row)
            if platform.removed_at is None and may(actor, "platform.edit", row):
                url = reverse(
                    "actionplan:platform_row_act", args=[actor.alliance.slug, platform.pk, word, row.pk, "gjenopprett"]
                )
                yield binned(row, f"{row}, {platform}", url)


def rows_of_registers(actor):
    """Rows of the registers beside the plan."""
    for model, kind in REGISTERS.items():
        for row in model.objects.in_bin(actor).select_related("cooperation")[:SHOWN]:
            if may(actor, f"{kind}.remove", row):
                yield binned(row, str(row), reverse(f"actionplan:{kind}_restore", args=[actor.alliance.slug, row.pk]))
    for model, kind, word in PARTS:
        rows = model.objects.in_bin(actor).filter(**{f"{kind}__removed_at__isnull": True})
        for row in rows.select_related(f"{kind}__cooperation", f"{kind}__section")[:SHOWN]:
            above = getattr(row, kind)
            if may(actor, f"{kind}.edit", above):
                where = [actor.alliance.slug, above.pk, word, row.pk, "gjenopprett"]
                yield binned(row, f"{row}, {above}", reverse(f"actionplan:{kind}_part_act", args=where))
