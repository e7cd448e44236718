"""What a typed deadline is understood as, while it is being typed. Changes nothing."""

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplan.deadlines import describe, hint, parse_deadline

NAMES = (
    "tekst",
    "deadline_text",
    "new_deadline_text",
)  # the address's own word, and the names of the forms' fields, after their prefix
MAX_TEXT = 400


@require_safe
def deadline_reading(request):
    """GET `?tekst=Q1 + Q3&aar=2016` answers with one line: the reading, or the hint for a text no rule reads."""
    text = next((text for name, text in request.GET.items() if name.rpartition("-")[2] in NAMES), "")[:MAX_TEXT]
    year = request.GET.get("aar") or str(request.actor.on.year)
    if not (len(year) == 4 and year.isascii() and year.isdigit() and 1900 <= int(year) <= 2200):
        return HttpResponseBadRequest(
            _("Året må være et tall med fire siffer."), content_type="text/plain; charset=utf-8"
        )
    deadline = parse_deadline(text, int(year))
    context = {"typed": text.strip(), "understood": deadline.understood}
    context |= {"reading": describe(deadline), "hint": hint(text, int(year))}
    return render(request, "actionplan/_deadline_reading.html", context)


def watch_deadline(form, name: str, url: str) -> None:
    """Let a form's deadline field show, while one types, what it is read as. Without scripts the saved row says it."""
    if name not in form.fields:
        return
    field = form.fields[name]
    field.help_text = format_html('{}<output class="vr-reading" aria-live="polite"></output>', field.help_text)
    field.widget.attrs |= {
        "data-hx-get": url,
        "data-hx-trigger": "load, input changed delay:300ms",
        "data-hx-target": "previous .vr-reading",
        "data-hx-swap": "innerHTML",
        "data-hx-params": name,
    }
