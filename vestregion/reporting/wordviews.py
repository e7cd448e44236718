"""A plan as a Word document, for all who read the plan; made when it is asked for, and kept nowhere."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from actionplan.models import ActionPlan
from governance.filing import files
from governance.filing.filetypes import TYPES
from governance.views.withdrawn import withdrawn_file
from vestregion.reporting import shelf
from vestregion.reporting.facts.tags import tagged_content
from vestregion.reporting.views import place_of

PICTURES = (TYPES["png"], TYPES["jpg"])


@require_safe
def plan_word(request, year, cooperation=""):
    """The plan as it stands now."""
    from vestregion.reporting.word import word_of

    place = place_of(year, cooperation)
    plan = shelf.all_plans_of(request.actor).filter(**place).first()
    if plan is None:
        return withdrawn_file(request, ActionPlan, **place)
    content = tagged_content(plan, reader=request.actor)
    response = HttpResponse(word_of(content, logo=_logo(request.alliance)), content_type=TYPES["docx"])
    names = [plan.title] if plan.cooperation.is_main else [str(plan.cooperation), plan.title]
    response["Content-Disposition"] = f'attachment; filename="{slugify(" ".join(names))[:80] or year}.docx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _logo(alliance) -> bytes | None:
    """The alliance's logo where it has one that Word shows."""
    if alliance.logo is None or alliance.logo.content_type not in PICTURES:
        return None
    try:
        return files.path_of(alliance.logo).read_bytes()
    except files.FileGone:
        return None
