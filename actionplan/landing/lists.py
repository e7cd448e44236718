"""Partners and tags of an activity, as they will be stored: those the alliance knows. The others are told."""

from django.utils.translation import gettext as _

from actionplan.importing.parsed import ParsedActivity
from actionplan.landing.state import Landing, SectionLanding
from actionplan.models import Activity, ActivityPartner, ActivityTag


def land_partners(landing: Landing, here: SectionLanding, source: ParsedActivity, activity: Activity) -> list[str]:
    """Organisations that take part. Returns words for the note of the activity, where one is not known."""
    unknown, taken = [], set()
    for name in source.partners:
        found = landing.register.organisation(name)
        if found is None or not found.is_sure:
            unknown.append(name)
        elif found.row.pk not in taken:
            taken.add(found.row.pk)
            here.partners.append(ActivityPartner(alliance=landing.alliance, activity=activity, organisation=found.row))
    if not unknown:
        return []
    names = ", ".join(unknown)
    message = _("Fant ingen organisasjon som heter «{name}». Teksten står i merknaden.").format(name=names)
    landing.note("partner_unknown", message, names, row=source.row, place=source.place)
    return [_("Samarbeidsparter i dokumentet: {names}").format(names=names)]


def land_tags(landing: Landing, here: SectionLanding, source: ParsedActivity, activity: Activity) -> None:
    """Tags that the alliance has; the import makes none."""
    unknown, taken = [], set()
    for name in source.tags:
        tag = landing.register.tag(name)
        if tag is None:
            unknown.append(name)
        elif tag.pk not in taken:
            taken.add(tag.pk)
            here.tags.append(ActivityTag(alliance=landing.alliance, activity=activity, tag=tag))
    if unknown:
        names = "; ".join(unknown)
        message = _("Emneordet «{name}» finnes ikke, og er ikke tatt med.").format(name=names)
        landing.note("tag_unknown", message, names, row=source.row, place=source.place)
