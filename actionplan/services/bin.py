"""Remove rows of a plan, and bring them back: what hangs under a row goes and comes back with it."""

from django.utils.translation import gettext as _

from actionplan.models import (
    Activity,
    ActivityTag,
    CostLine,
    FocusArea,
    FundingLine,
    Measure,
    PlanLink,
    PlanSection,
    PriorityArea,
)
from actionplan.services.changing import changing
from actionplan.services.ordering import ORDERS, put_back
from actionplan.services.platforms import refuse_second
from governance import history
from governance.services.claims import keep_above

# model -> relations whose rows go with it
UNDER = {
    PlanSection: ("measures", "activities", "funding", "costs", "posts", "partners", "reporting_lines"),
    Measure: ("children", "activities", "links"),
    Activity: ("partners", "tags", "links", "status_reports"),
    FundingLine: ("entries",),
    CostLine: ("entries",),
    PriorityArea: ("names",),
    FocusArea: ("names",),
}
# model -> relations whose rows keep it where it is
USES = {PriorityArea: ("sections", "focus_areas", "budgets"), FocusArea: ("sections",)}


def remove_row(actor, row, *, reason: str = "", at=None):
    """Put a row and all that hangs under it in the bin, as one change. Refused for an area that is in use."""
    with changing(actor, f"{row._meta.model_name}.remove", row, **_right(row), reason=reason, at=at) as change:
        if any(getattr(row, name).present().exists() for name in USES.get(type(row), ())):
            raise history.Refused(_("«{row}» er i bruk. Sett en siste dag på det i stedet.").format(row=row))
        for rows in _by_model(_with_all_under(row)):
            history.save_each((each, {"removed_at": change.at}) for each in rows)
        return row


def restore_row(actor, row, *, reason: str = "", at=None):
    """Take a row out of the bin, with what was removed by the same change, and put it back in its place.

    Raises Refused while something that any of it points to lies in the bin itself, and ValidationError when another
    has taken its place in time.
    """
    with changing(actor, f"{row._meta.model_name}.restore", row, **_right(row), in_bin=True, reason=reason, at=at):
        back = [each for each in _removed_with(row) if not leads_into_bin(each)]
        keep_above(back)
        for rows in _by_model(back):
            history.save_each((each, {"removed_at": None}) for each in rows)
        refuse_second(row)
        if type(row) in ORDERS:
            put_back(row)
        return row


def leads_into_bin(row) -> bool:
    """A link whose resolution was taken back stays in the bin; the row it is of comes back without it."""
    target = row.resolution if isinstance(row, PlanLink) else None
    return target is not None and target.removed_at is not None


def _right(row) -> dict:
    """What `changing` is told of the row: another right than to edit it, or that no reason is asked for it."""
    right = {"permission": "section.remove"} if isinstance(row, PlanSection) else {}
    return right | {"perhaps_tags": isinstance(row, ActivityTag)}


def _with_all_under(row) -> list:
    """The row and every present row under it, however deep."""
    found, at = {(type(row), row.pk): row}, [row]
    for parent in at:
        for name in UNDER.get(type(parent), ()):
            for child in getattr(parent, name).present():
                if (type(child), child.pk) not in found:
                    found[type(child), child.pk] = child
                    at.append(child)
    return list(found.values())


def _by_model(rows: list) -> list[list]:
    groups = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return list(groups.values())


def _removed_with(row) -> list:
    """The row and the removed rows whose newest removal is of the same change."""
    removal = row.history.filter(removed_at__isnull=False).order_by("-history_date", "-version").first()
    if removal is None:
        return [row]
    lying, models = [], [type(row)]
    for model in models:
        for name in UNDER.get(model, ()):
            child = model._meta.get_field(name).related_model
            if child not in models:
                models.append(child)
        keys = model.history.filter(change_id=removal.change_id, removed_at__isnull=False).values("id")
        lying += model.objects.removed().filter(alliance_id=row.alliance_id, pk__in=keys).exclude(pk=row.pk)
    return _below(row, lying)


def _below(row, rows: list) -> list:
    """The row, and those of `rows` that hang under it, however deep: one change may have removed more beside it."""
    found, keys, left = [row], {row.pk}, rows
    while under := [each for each in left if any(key in keys for key in _parents(each))]:
        found += under
        keys = {each.pk for each in under}
        left = [each for each in left if each not in under]
    return found


def _parents(row) -> list:
    """The keys of the rows it hangs under."""
    relations = [model._meta.get_field(name) for model, names in UNDER.items() for name in names]
    return [getattr(row, each.field.attname) for each in relations if each.related_model is type(row)]
