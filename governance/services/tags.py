"""Tags of the alliance, and of its cases."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history, tagging
from governance.models import Case, CaseTag, Tag
from governance.services.claims import claim, claim_back, claim_new, keep
from governance.services.lists import set_list


def create_tag(actor, *, name: str, at=None, **values) -> Tag:
    """Add a tag. Raises ValidationError where there is one of this name, regardless of case."""
    tag = Tag(**_named(name), **values)
    with history.recording(actor, "tag.create", tag, at=at):
        claim_new(actor, "tag.edit", tag)
        return history.create(tag)


def change_tag(actor, tag: Tag, *, base_version=None, reason="", at=None, **values) -> Tag:
    """Call it something else, or describe it otherwise. Raises Clash, and ValidationError as `create_tag`."""
    if "name" in values:
        values |= _named(values["name"])
    with history.recording(actor, "tag.change", tag, reason=reason, at=at):
        claim(actor, "tag.edit", tag)
        return history.save(tag, values, base_version=base_version)


def merge_tags(actor, tag: Tag, *, into: Tag, at=None) -> Tag:
    """Let everything that has the tag have another instead, as one change; the tag goes into the bin."""
    if tag.pk == into.pk:
        raise ValidationError({"into": _("Velg et annet emneord.")})
    with history.recording(actor, "tag.merge", into, at=at):
        for each in sorted((tag, into), key=lambda row: row.pk):
            claim(actor, "tag.edit", each)
        for kind in tagging.kinds():
            there = kind.model.objects.present().filter(tag=into).order_by()
            have = set(there.values_list(f"{kind.owner}_id", flat=True))
            for row in kind.model.objects.present().filter(tag=tag).order_by():
                if getattr(row, f"{kind.owner}_id") in have:
                    history.remove(row)
                else:
                    history.save(row, {"tag": into})
        history.remove(tag)
        return into


def remove_tag(actor, tag: Tag, *, reason="", at=None) -> Tag:
    """Put a tag in the bin, and take it off everything that has it."""
    with history.recording(actor, "tag.remove", tag, reason=reason, at=at):
        claim(actor, "tag.edit", tag)
        for kind in tagging.kinds():
            for row in kind.model.objects.present().filter(tag=tag).order_by():
                history.remove(row)
        return history.remove(tag)


def restore_tag(actor, tag: Tag, *, at=None) -> Tag:
    """Take a tag out of the bin, back onto what it was taken off with it and is still there."""
    with history.recording(actor, "tag.restore", tag, at=at):
        claim_back(actor, "tag.edit", tag)
        removal = tag.history.filter(removed_at__isnull=False).order_by("-history_date", "-version").first()
        history.restore(tag)
        for kind in tagging.kinds():
            for row in _taken_off_by(kind, tag, removal.change_id):
                history.restore(row)
        return tag


def _taken_off_by(kind: tagging.Taggable, tag: Tag, change) -> list:
    keys = kind.model.history.filter(change_id=change, removed_at__isnull=False).values("id")
    owner = kind.owner
    have = kind.model.objects.present().filter(tag=tag).order_by().values(f"{owner}_id")
    rows = kind.model.objects.removed().filter(tag=tag, pk__in=keys, **{f"{owner}__removed_at__isnull": True})
    return list(rows.exclude(**{f"{owner}__in": have}).order_by("pk"))


def tag_case(actor, case: Case, *, tags, base=None, at=None) -> Case:
    """Let a case have these tags; with `base` (keys of those a page was made from) as `set_list` does."""
    with history.recording(actor, "case.tag", case, at=at):
        claim(actor, "case.tag", case)
        for each in sorted(tags, key=lambda row: row.pk):
            keep(each, weak=True)
        set_list(case.tags.present(), "tag", tags, lambda tag: CaseTag(case=case, tag=tag), base=base)
        return case


def _named(name: str) -> dict[str, str]:
    return {"name": (name := " ".join(name.split())), "key": name.casefold()}
