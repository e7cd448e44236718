"""Tags and filters that every template has (a builtin library): permission question, icon, badge and the page's pieces.

What is drawn hundreds of times on a page (icon, badge, filters) is built with `format_html`; the larger pieces are
templates in templates/components/.
"""

from functools import cache

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from governance import access
from governance.guidance import glossarylinks
from governance.story import stories
from governance.templatetags import browsers, norwegian

register = template.Library()
SPRITE = "vendor/icons/sprite.svg"
BADGE_END = mark_safe("</span>")

# One symbol and one colour per tone: a state is always symbol + word + colour, so colour never carries it alone.
TONES = {
    "success": "check",
    "info": "play",
    "warning": "warning",
    "danger": "error",
    "neutral": "circle",
    "primary": "circle",
    "accent": "clock",
}
# Codes of our apps' TextChoices -> tone; a code that is not here is shown in the neutral tone.
CODES_BY_TONE = {
    "success": "done delivered completed adopted changed approved accepted held treated decided closed final noted "
    "granted",
    "info": "on_track proposed started in_progress working active open called numbered running collecting sending sent "
    "recommends",
    "warning": "delayed late behind partial returned exempt sent_back bounced uncertain",
    "danger": "stopped failed not_delivered rejected overdue refused",
    "accent": "postponed waiting queued submitted frozen collected",
    "primary": "published public",
}
STATUS_TONES = {code: tone for tone, codes in CODES_BY_TONE.items() for code in codes.split()}

# Where the printed report has a symbol of its own for a code, the screen shows the same one.
SYMBOLS = {"on_track": "half", "stopped": "stop"}

register.filter("kroner", norwegian.kroner)
register.filter("thousands", norwegian.thousands)
register.filter("minus", norwegian.minus)
register.filter("norwegian_date", norwegian.norwegian_date, expects_localtime=True)
register.filter("to_day", norwegian.norwegian_days)
register.filter("clock_time", norwegian.clock_time, expects_localtime=True)
register.filter("short_date", norwegian.short_date, expects_localtime=True)
register.filter("short_moment", norwegian.short_moment, expects_localtime=True)
register.filter("tel", norwegian.tel)
register.filter("browser_name", browsers.browser_name)
register.filter("foldable", norwegian.foldable)
register.filter("ago", norwegian.ago)
register.filter("link_terms", glossarylinks.link_terms)
register.filter("term_anchor", glossarylinks.anchor)


@register.simple_tag(takes_context=True)
def may(context: template.Context, act: str, obj: object):
    """`{% may "edit" plan as ok %}`: Allowed (truthy) or Denied (falsy, with `.reason`) for the one who asks."""
    return access.may(getattr(context["request"], "actor", None), act, obj)


@register.simple_tag(takes_context=True)
def story_link(context: template.Context, row: object) -> SafeString:
    """The way from a row's page to what happened to it; nothing for those who are not told of it."""
    actor = getattr(context["request"], "actor", None)
    found = stories.story(stories.word_of(type(row)))
    if actor is None or found is None or not actor.is_known or (found.editors_only and not found.edits(actor, row)):
        return SafeString("")
    url = reverse("governance:story", args=[actor.alliance.slug, found.word, row.pk])
    words = _("Hva har skjedd?")
    return format_html(
        '<p class="vr-story"><a class="ds-link" href="{}">{}{}</a></p>', url, _decoration("clock"), words
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol from the sprite; decoration unless it is given a label."""
    if not label:
        return _decoration(name)
    href = f"{static(SPRITE)}#{name}"
    return format_html('<svg class="vr-icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href)


# A plan page draws hundreds of these; the address of the sprite does not change while the process lives.
@cache
def _decoration(name: str) -> SafeString:
    href = f"{static(SPRITE)}#{name}"
    return format_html('<svg class="vr-icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href)


@register.simple_tag
def status_badge(code: str, label: object, tone: str = "", symbol: str = "") -> SafeString:
    """A state as symbol + word + colour. `tone` and `symbol` win over what the code says."""
    tone = tone or STATUS_TONES.get(str(code), "neutral")
    return _badge_start(tone, symbol or SYMBOLS.get(str(code), TONES[tone])) + conditional_escape(label) + BADGE_END


@cache
def _badge_start(tone: str, symbol: str) -> SafeString:
    return format_html('<span class="ds-tag vr-badge" data-color="{}">{}', tone, _decoration(symbol))


@register.simple_tag
def badge(text: object, tone: str = "neutral") -> SafeString:
    """A short label without a state: "Utkast", "Demo", a number."""
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', tone, text)


@register.filter
def richtext(value: str | None) -> SafeString:
    """HTML of our own rich-text field, ready to print. Only for values that the field has cleaned (nh3)."""
    return mark_safe(value or "")  # noqa: S308 - cleaned when it was written, by the field's extension list


@register.inclusion_tag("components/empty_state.html")
def empty_state(text: str, url: str = "", label: str = "", title: str = ""):
    """What a page says when it has nothing to show, with the next step as a button."""
    return {"text": text, "url": url, "label": label, "title": title}


@register.inclusion_tag("components/page_header.html")
def page_header(title: str, lead: str = "", level: int = 2):
    """A heading with an optional sentence below, for a part of a page (the page's own h1 is in base.html)."""
    return {"title": title, "lead": lead, "level": level}


@register.inclusion_tag("components/field_list.html")
def field_list(items):
    """A definition list of (label, value) pairs; a value that is empty is shown as a dash."""
    return {"items": items}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page, parameter: str = "side"):
    """Links to the other pages of a list; keeps the other parameters of the address."""
    query = context["request"].GET.copy()

    def link(number: int) -> str:
        query[parameter] = number
        return f"?{query.urlencode()}"

    numbers = [
        (number, link(number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/form_actions.html")
def form_actions(submit: str = "", cancel_url: str = "", tone: str = "", name: str = "", value: str = ""):
    """The row with the submit button and the way back. `tone="danger"` for what removes or withdraws."""
    return {"submit": submit or _("Lagre"), "cancel_url": cancel_url, "tone": tone, "name": name, "value": value}


@register.inclusion_tag("designsystemet/errors.html")
def error_summary(form):
    """Every error of a form with a link to its field; nothing when the form is right."""
    return {"form": form, "form_error_title": ""}


@register.inclusion_tag("components/tabs.html")
def tabs(links, label: str):
    """Links that look like tabs. `links`: (text, url, current) in order."""
    return {"links": links, "label": label}


@register.simple_block_tag
def data_table(
    content: str, caption: str, stacked: bool = True, classes: str = "", visible: bool = False
) -> SafeString:
    """A table with its caption. On a phone it becomes cards (cells carry data-label), or scrolls when not stacked."""
    return format_html(
        '<div class="vr-table-wrap"{}><table class="ds-table vr-table{}{}"><caption{}>{}</caption>{}</table></div>',
        "" if stacked else format_html(' role="region" tabindex="0" aria-label="{}"', caption),
        " vr-table--stack" if stacked else "",
        f" {classes}" if classes else "",
        "" if visible else mark_safe(' class="ds-sr-only"'),
        caption,
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """A part of the page that opens on demand, without script."""
    return format_html(
        '<details class="ds-details"{}><summary>{}</summary><div>{}</div></details>',
        mark_safe(" open") if open else "",
        summary,
        content,
    )
