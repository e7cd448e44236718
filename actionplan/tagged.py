"""What the pages of tags show of the plans: activities of every year whose plan the reader may read."""

from django.utils.translation import gettext_lazy as _

from actionplan.models import ActivityTag
from actionplan.searchkinds import address_of
from governance import tagging


def _activities(actor, tag):
    rows = ActivityTag.objects.visible_to(actor).filter(
        tag=tag, activity__removed_at__isnull=True, activity__section__removed_at__isnull=True
    )
    rows = rows.select_related("activity__section__plan__cooperation").order_by(
        "-activity__section__plan__year", "activity__section__position", "activity__position", "pk"
    )
    for row in rows:
        section = row.activity.section
        url = address_of(actor, section.plan, f"#del-{section.pk}")
        yield tagging.Found(row.activity.title, url, f"{section.plan.title}, {section.title}", section.plan.year)


def register_all() -> None:
    """Called from ready()."""
    tagging.register(tagging.Taggable(ActivityTag, "activity", _("Aktiviteter"), _activities))
