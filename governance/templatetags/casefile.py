"""Tags of the pages about cases: addresses of a case and of its treatments."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def case_url(context: template.Context, case: object) -> str:
    """The address of a case in the alliance of the page."""
    return reverse("governance:case_detail", args=[context["alliance"].slug, case.year, case.sequence])


@register.simple_tag(takes_context=True)
def item_url(context: template.Context, item: object) -> str:
    """The address of a case's treatment by a body; only a second treatment by the same body is counted in it."""
    turn = [item.turn] if item.turn > 1 else []
    place = [context["alliance"].slug, item.case.year, item.case.sequence, item.body.slug, *turn]
    return reverse("governance:item_detail", args=place)
