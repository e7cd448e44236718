"""A plan that was edited as a workbook: everything in it is stored as one change, or nothing; and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.models import (
    Activity,
    ActivityPartner,
    ActivityTag,
    Measure,
    PlanLink,
    PlanSection,
    Position,
    StatusReport,
)
from actionplan.services.activities import POST, deadline_fields
from actionplan.services.bin import UNDER, leads_into_bin, remove_row
from actionplan.services.changing import changing, claim_row
from actionplan.services.oldplaces import keep_old_places
from governance import history
from governance.access import require
from governance.filing import files
from governance.filing.filetypes import TYPES
from governance.models import Event, StoredFile
from governance.services.claims import keep

ACT, UNDO = "plan.write_workbook", "plan.undo_workbook"
# What a workbook, or taking it back, writes.
KINDS = (Measure, Activity, ActivityPartner, ActivityTag, StatusReport, PlanLink)

_CHANGED_SINCE = gettext_lazy(
    "Noe av dette er endret etterpå, så det kan ikke angres samlet. Sett tilbake verdiene én for én."
)


@dataclass
class Writes:
    """What is to be stored. `seen` are the versions of all rows of the plan that it was worked out from."""

    seen: dict[UUID, int]
    sections: set[UUID] = field(default_factory=set)
    new: list[Measure | Activity] = field(default_factory=list)  # parents before what hangs under them
    changed: dict[type, dict[UUID, dict]] = field(default_factory=lambda: {Measure: {}, Activity: {}})
    add: list[tuple[UUID, object]] = field(default_factory=list)  # (activity, organisation that takes part)
    gone: list[tuple[UUID, str]] = field(default_factory=list)  # (activity, key of one that no longer does)
    tags: dict[UUID, list] = field(default_factory=dict)  # activity -> the tags it is to have
    removals: list[tuple[type, UUID]] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.new or any(self.changed.values()) or self.add or self.gone or self.tags or self.removals)


def keep_workbook(actor, plan, data: bytes) -> StoredFile:
    """Keep an upload that has been read, so that the person can look at it and confirm without sending it again."""
    require(actor, "plan.work", plan)
    with history.recording(actor, "plan.upload", plan):
        return files.store(actor.alliance, data, content_type=TYPES["xlsx"])


def kept_workbook(actor, plan, sha256: str) -> bytes:
    """The upload again. Raises FileGone."""
    require(actor, "plan.work", plan)
    stored = StoredFile.objects.of(actor.alliance).filter(sha256=sha256).first()
    if stored is None:
        raise files.FileGone
    return files.path_of(stored).read_bytes()


def write_workbook(actor, *, plan, writes: Writes, reason: str = "", at=None) -> UUID:
    """Store all of it as one change, whose key is returned. Raises Refused where anything in the plan has changed since
    it was worked out, and then nothing is stored."""
    with changing(actor, ACT, plan, permission="plan.work", perhaps_tags=True, reason=reason, at=at) as change:
        _refuse_stale(plan, writes)
        sections = _sections(actor, plan, writes.sections)
        _store_new(writes, sections)
        written = {row.pk for row in writes.new}
        for model, rows in writes.changed.items():
            written |= _store_changed(plan, model, rows)
        _store_partners(writes, change.at)
        _store_tags(writes, change.at)
        _touch(writes, written)
        for model, key in writes.removals:
            row = model.objects.of_plan(plan).select_related("section").get(pk=key)
            row.section.plan = plan
            remove_row(actor, row, reason=reason)
        return change.id


def _refuse_stale(plan, writes: Writes) -> None:
    """The plan is held, so nobody writes in it from here on."""
    stored: dict[UUID, int] = {}
    for model in (Measure, Activity):
        stored |= dict(model.objects.of_plan(plan).order_by().values_list("pk", "version"))
    if stored != writes.seen:
        raise history.Refused(_("Planen er endret siden du så over. Se over en gang til. Ingenting er lagret."))


def _sections(actor, plan, keys: Iterable[UUID]) -> dict[UUID, PlanSection]:
    """The sections that are written in, held, each asked for its right."""
    found = {}
    for section in PlanSection.objects.of_plan(plan).filter(pk__in=keys).order_by("pk"):
        section.plan = plan
        found[section.pk] = claim_row(actor, "row.edit", section)
    return found


def _store_new(writes: Writes, sections: dict[UUID, PlanSection]) -> None:
    for row in writes.new:
        row.section = sections[row.section_id]
        if isinstance(row, Activity):
            for name, value in deadline_fields(row.deadline_text, row.section.plan.year).items():
                setattr(row, name, value)
    _keep_posts(getattr(row, POST, None) for row in writes.new)
    depth: dict[UUID, int] = {}
    for row in writes.new:
        if isinstance(row, Measure):
            depth[row.pk] = depth.get(row.parent_id, -1) + 1
    for level in sorted(set(depth.values())):  # a statement stores a measure only after the one it hangs under
        history.save_many(row for row in writes.new if depth.get(row.pk) == level)
    history.save_many(row for row in writes.new if isinstance(row, Activity))


def _store_changed(plan, model, rows: dict[UUID, dict]) -> set[UUID]:
    """The keys of those that were not so already."""
    for values in rows.values():
        if "deadline_text" in values:
            values |= deadline_fields(values["deadline_text"], plan.year)
    _keep_posts(values.get(POST) for values in rows.values())
    return {row.pk for row in history.save_each((model(pk=key), values) for key, values in rows.items())}


def _keep_posts(posts: Iterable[Position | None]) -> None:
    """Nobody removes a post that somebody is about to be given, as unused meanwhile."""
    once = {post.pk: post for post in posts if post is not None}
    for key in sorted(once):
        keep(once[key], weak=True)


def _store_partners(writes: Writes, at: datetime) -> None:
    keys = {activity for activity, _organisation in writes.gone}
    now = ActivityPartner.objects.present().filter(activity__in=keys)
    gone = set(writes.gone)
    away = [row for row in now if (row.activity_id, str(row.organisation_id)) in gone]
    history.save_each((row, {"removed_at": at}) for row in away)
    _store_listed(ActivityPartner(activity_id=key, organisation=each) for key, each in writes.add)


def _store_tags(writes: Writes, at: datetime) -> None:
    """The tags are held, so that nobody merges or removes them meanwhile."""
    for tag in sorted({tag for tags in writes.tags.values() for tag in tags}, key=lambda tag: tag.pk):
        keep(tag, weak=True)
    there = ActivityTag.objects.present().filter(activity__in=writes.tags).order_by("pk")
    now = {(row.activity_id, row.tag_id): row for row in there}
    wanted = {(key, tag.pk): tag for key, tags in writes.tags.items() for tag in tags}
    history.save_each((row, {"removed_at": at}) for pair, row in now.items() if pair not in wanted)
    _store_listed(ActivityTag(activity_id=pair[0], tag=tag) for pair, tag in wanted.items() if pair not in now)


def _store_listed(rows: Iterable[ActivityPartner | ActivityTag]) -> None:
    """None is there already: the plan stands as it was read, so each need not be asked for again. The database has the
    last word, as on rows that are copied."""
    history.save_many(rows, unasked=True)


def _touch(writes: Writes, written: set[UUID]) -> None:
    """A window opened before an activity got other partners or tags is stale."""
    others = {*writes.tags, *(key for key, _each in (*writes.add, *writes.gone))} - written
    history.save_each(((Activity(pk=key), {}) for key in others), anyway=True)


# ---- The way back ----


def own_workbook(actor, plan, change) -> Event | None:
    """The change, if the actor herself made it with a workbook, or took one back so, in this plan."""
    if actor.user_id is None:
        return None
    mine = Event.objects.filter(alliance=actor.alliance, user_id=actor.user_id, act__in=(ACT, UNDO))
    return mine.filter(pk=change, object_id=str(plan.pk)).first()


def undo_workbook(actor, *, plan, event: Event, reason: str = "") -> UUID:
    """Take back all that the change did, as one change: each row as it was before, but for a link whose resolution was
    taken back. Returns its key.

    Raises Refused where a row has been changed since, or what it stood in or pointed to lies in the bin, and
    PermissionDenied where it stood in a section that is not hers; then nothing is taken back.
    """
    with changing(actor, UNDO, plan, permission="plan.work", perhaps_tags=True, reason=reason) as change:
        found = {model: _before(plan, model, event.pk) for model in KINDS}
        found[PlanLink] = [(row, was) for row, was in found[PlanLink] if not (row.removed_at and leads_into_bin(row))]
        _refuse_hung_under(found)
        _sections(actor, plan, _sections_of(found))
        for model in KINDS:
            rows = [(row, was or {"removed_at": change.at}) for row, was in found[model]]
            keep_old_places(rows)
            history.save_each(rows)
        return change.id


def _sections_of(found: dict) -> set[UUID]:
    """Keys of the sections where the rows stand, or stood; of what is listed at an activity, where that stands."""
    pairs = [pair for model in (Measure, Activity) for pair in found[model]]
    keys = {row.section_id for row, _was in pairs} | {was["section_id"] for _row, was in pairs if was}
    listed = {row.activity_id for model in (ActivityPartner, ActivityTag) for row, _was in found[model]}
    return keys.union(Activity.objects.filter(pk__in=listed).order_by().values_list("section_id", flat=True))


def _refuse_hung_under(found: dict) -> None:
    """What somebody has put under a row that goes into the bin, would be left without it."""
    ours = {row.pk for rows in found.values() for row, _was in rows}
    for model in (Measure, Activity):
        going = [row.pk for row, was in found[model] if row.removed_at is None and (not was or was["removed_at"])]
        for below in (model._meta.get_field(name) for name in UNDER[model]):
            rows = below.related_model.objects.present().filter(**{f"{below.field.name}__in": going})
            if set(rows.order_by().values_list("pk", flat=True)) - ours:
                raise history.Refused(_CHANGED_SINCE)


def _before(plan, model, change) -> list[tuple]:
    """(row, what it said before the change; nothing for one that the change made)."""
    past = list(model.history.filter(alliance=plan.alliance_id, change_id=change).order_by("version"))
    first, last = {}, {}
    for each in past:
        first.setdefault(each.id, each.version)
        last[each.id] = each.version
    stored = {row.pk: row for row in model._base_manager.filter(pk__in=list(last))}
    if any(key not in stored or stored[key].version != version for key, version in last.items()):
        raise history.Refused(_CHANGED_SINCE)
    earlier = {(each.id, each.version): each for each in model.history.filter(id__in=list(first)).order_by("version")}
    names = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "version", "alliance")]
    return [(stored[key], _values(model, earlier.get((key, version - 1)), names)) for key, version in first.items()]


def _values(model, was, names: list[str]) -> dict:
    if was is None:
        return {}
    return {name: getattr(was, name) for name in names}
