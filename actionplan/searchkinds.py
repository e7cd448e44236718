"""What the first floor lets be found: plans, their sections, measures and activities, as far as the plan is read."""

from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from actionplan import searchregisters
from actionplan.models import ActionPlan, Activity, ActivityTag, Measure, PlanSection
from governance.composed import composed
from governance.models import Tag
from governance.richtext import plain_text
from governance.search.sources import Follow, Shown, Source, Text, register

PLAN_SAYS, PLAN_OPENS = frozenset({"year"}), frozenset({"published_at", "removed_at", "state"})
SECTION_OPENS = frozenset({"removed_at"})
ROW_OPENS = frozenset({"section", "removed_at"})


def _day(year: int) -> date:
    """Plans of a year stand after what was done in it: they are made before it begins."""
    return date(min(max(year, 1900), 2200), 1, 1)


def _text(row, plan, title: str, text: str = "") -> Text:
    return Text(row.pk, row.alliance_id, title, text, _day(plan.year), plan.year)


def _plan_texts(rows):
    for plan in rows:
        yield _text(plan, plan, plan.title, plain_text(plan.introduction))


def _section_texts(rows):
    for section in rows.select_related("plan"):
        parts = (section.introduction, section.organisation, section.resources, section.reporting)
        yield _text(section, section.plan, section.title, "\n".join(filter(None, map(plain_text, parts))))


# Rows of a section are asked of with every edit, so no more than their words is read.
SAID = ("pk", "alliance_id", "section__plan__year", "title")


@composed()
def _measure_words(keys):
    return Measure._base_manager.filter(pk__in=keys, removed_at__isnull=True).order_by().values_list(*SAID)


@composed()
def _activity_words(keys):
    """What each says itself, once for each of its tags."""
    rows = Activity._base_manager.filter(pk__in=keys, removed_at__isnull=True)
    rows = rows.annotate(tagged=FilteredRelation("tags", condition=Q(tags__removed_at__isnull=True)))
    own = ("deadline_text", "steered_by", "note")
    return rows.order_by("tagged__tag__key", "pk").values_list(*SAID, *own, "tagged__tag__name")


def _measure_texts(keys):
    for pk, alliance, year, title in _measure_words(keys):
        yield Text(pk, alliance, title, "", _day(year), year)


def _activity_texts(keys):
    """What an activity says itself, and the names of its tags."""
    told: dict = {}
    for *own, tag in _activity_words(keys):
        told.setdefault(own[0], (own, []))[1].append(tag)
    for (pk, alliance, year, title, *said), tags in told.values():
        yield Text(pk, alliance, title, "\n".join(filter(None, (*said, *tags))), _day(year), year)


def _sections(actor):
    return PlanSection.objects.visible_to(actor)


def _below_sections(model):
    return lambda actor: model.objects.visible_to(actor).filter(section__removed_at__isnull=True)


def address_of(actor, plan, anchor: str = "") -> str:
    return _address("plan_detail", actor, plan) + anchor


def _address(name: str, actor, plan, **more) -> str:
    where = {"alliance": actor.alliance.slug, "year": plan.year}
    if not plan.cooperation.is_main:
        where["cooperation"] = plan.cooperation.slug
    return reverse(f"actionplan:{name}", kwargs=where | more)


def _show_plans(actor, pks) -> dict:
    rows = ActionPlan.objects.visible_to(actor).filter(pk__in=pks).select_related("cooperation")
    return {row.pk: Shown(row.title, address_of(actor, row), where=str(row.cooperation)) for row in rows}


def _show_sections(actor, pks) -> dict:
    rows = _sections(actor).filter(pk__in=pks).select_related("plan__cooperation")
    return {row.pk: Shown(row.title, _section_address(actor, row), where=row.plan.title) for row in rows}


def _section_address(actor, section) -> str:
    return address_of(actor, section.plan, f"#del-{section.pk}")


def _show_rows(visible):
    def show(actor, pks) -> dict:
        rows = visible(actor).filter(pk__in=pks).select_related("section__plan__cooperation")
        if rows.model is Activity:
            rows = rows.annotate(goes_on=Exists(Activity.objects.present().filter(continues=OuterRef("pk"))))
        return {
            row.pk: Shown(
                row.title,
                _row_address(actor, row),
                where=f"{row.section.plan.title}, {row.section.title}",
            )
            for row in rows
        }

    return show


def _row_address(actor, row) -> str:
    """An activity that stands in the plans of several years is read through them; the rest stand in their section."""
    if getattr(row, "continues_id", None) or getattr(row, "goes_on", False):
        return _address("activity_line", actor, row.section.plan, pk=row.pk)
    return _section_address(actor, row.section)


_UNDER_PLAN = {ActionPlan: Follow("plan", PLAN_SAYS, PLAN_OPENS)}
_UNDER_SECTION = {
    ActionPlan: Follow("section__plan", PLAN_SAYS, PLAN_OPENS),
    PlanSection: Follow("section", frozenset({"plan"}), SECTION_OPENS),
}


def _row(kind: str, group: str, label, model, texts, one="", follows=_UNDER_SECTION) -> Source:
    visible = _below_sections(model)
    show = _show_rows(visible)
    return Source(kind, group, label, model, visible, texts, show, follows, opens=ROW_OPENS, one=one, by_key=True)


PLAN = Source(
    "plan",
    "plan",
    gettext_lazy("Planer"),
    ActionPlan,
    ActionPlan.objects.visible_to,
    _plan_texts,
    _show_plans,
    one=gettext_lazy("Plan"),
)
SECTION = Source(
    "section",
    "plan",
    gettext_lazy("Planer"),
    PlanSection,
    _sections,
    _section_texts,
    _show_sections,
    _UNDER_PLAN,
    one=gettext_lazy("Plan"),
)
MEASURE = _row("measure", "tiltak", gettext_lazy("Tiltak"), Measure, _measure_texts)
ACTIVITY = _row(
    "activity",
    "aktivitet",
    gettext_lazy("Aktiviteter"),
    Activity,
    _activity_texts,
    gettext_lazy("Aktivitet"),
    _UNDER_SECTION | {ActivityTag: Follow("tags", is_part=True), Tag: Follow("tags__tag", frozenset({"name"}))},
)


def register_kinds() -> None:
    """Called from ready()."""
    register(PLAN, SECTION, MEASURE, ACTIVITY, *searchregisters.SOURCES)
