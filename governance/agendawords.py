"""What has changed from one version of an agenda to another, in words: for its pages, its mail and its letter."""

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.agendacompare import Difference, ItemChange, compare, compared_subs
from governance.choices import Access, ItemRole, ItemState, MeetingForm
from governance.exemption import neutral_title
from governance.models import AgendaItem, AgendaVersion, Attachment, Meeting
from governance.numberforms import format_number
from governance.programme import FACT
from governance.subitems import Sent, letter_of, told_in
from governance.templatetags.norwegian import norwegian_date


class Said(NamedTuple):
    """One thing that has changed: what kind (see KINDS), in a sentence without its full stop."""

    kind: str
    words: str


KINDS = ("new", "gone", "state", "moved", "number", "role", "sub", "paper", "file")


def said_of(
    change: ItemChange,
    *,
    name_of: Callable[[str], str],
    title_of: Callable[[str], str],
    point_of: Callable[[Any], str | None],
) -> list[Said]:
    """What has become of a case. `name_of` names another case by its key, `title_of` an attachment: "" for
    one that is not to be named; `point_of` tells of a point below the case as it went out, None where it may not."""
    if change.is_gone:
        return [Said("gone", _("Tatt av sakslisten"))]
    if change.is_new:
        late = _("Ny sak, ettersendt") if change.row["late"] else _("Ny sak")
        return [Said("new", late), *_of_state(change.row["state"])]
    found = _of_state(change.state[1]) if change.state else []
    if change.moved:
        above = name_of(change.after) if change.after else ""
        found.append(
            Said(
                "moved",
                _("Flyttet, står nå etter {above}").format(above=above) if above else _("Flyttet, står nå først"),
            )
        )
    if change.number:
        found.append(Said("number", _("Har fått nummer")))
    if change.role:
        was, now = (str(ItemRole(role).label) for role in change.role)
        found.append(Said("role", _("Organets oppgave er «{now}» (før: «{was}»)").format(now=now, was=was)))
    found += _of_points(change, point_of)
    if change.paper:
        found.append(Said("paper", _of_paper(*change.paper)))
    return [*found, *_of_files(change, title_of)]


def _of_points(change: ItemChange, point_of) -> list[Said]:
    """What has become of the points below a case. Whoever may not read one is told that there is something new."""
    if change.subs is None:
        return []
    changes = compared_subs(*change.subs)
    words = [_of_new_point(place, point_of(each)) for place, each in changes.new]
    words += [_of_other_words(place, point_of(was), point_of(now)) for place, was, now in changes.changed]
    words += [_of_gone_point(point_of(each)) for _place, each in changes.gone]
    if changes.moved:
        words.append(_("Underpunktene har fått ny rekkefølge"))
    return [Said("sub", each) for each in words if each]


def _of_new_point(place: int, words: str | None) -> str:
    letter = letter_of(place)
    if words is None:
        return _("Nytt underpunkt {letter})").format(letter=letter)
    return _("Nytt underpunkt {letter}) {words}").format(letter=letter, words=words)


def _of_other_words(place: int, was: str | None, now: str | None) -> str:
    """ "" where what is changed is nothing this reader is told."""
    letter = letter_of(place)
    if was is None or now is None:
        return _("Underpunkt {letter}) er endret").format(letter=letter)
    words = _("Underpunkt {letter}) er «{now}» (før: «{was}»)")
    return words.format(letter=letter, now=now, was=was) if was != now else ""


def _of_gone_point(words: str | None) -> str:
    return _("Underpunktet «{words}» er tatt bort").format(words=words) if words else _("Et underpunkt er tatt bort")


def _of_state(state: str) -> list[Said]:
    words = {
        ItemState.WITHDRAWN: _("Trukket, behandles ikke"),
        ItemState.POSTPONED: _("Utsatt til et senere møte"),
        ItemState.NUMBERED: "",
    }
    return [Said("state", words[state])] if words[state] else []


def _of_paper(was, now) -> str:
    if now is None:
        return _("Saksframlegget er tatt bort")
    if was is None:
        return _("Saksframlegget er sendt ut")
    return _("Nytt saksframlegg, versjon {number}").format(number=now[1])


def _of_files(change: ItemChange, title_of) -> list[Said]:
    def named(words, unnamed, file) -> Said:
        title = title_of(file[0])
        return Said("file", words.format(title=title) if title else unnamed)

    new, replaced, gone = (
        _("Nytt vedlegg: {title}"),
        _("Vedlegget «{title}» er byttet ut"),
        _("Vedlegget «{title}» er tatt bort"),
    )
    return [
        *(named(new, _("Nytt vedlegg"), file) for file in change.files_new),
        *(named(replaced, _("Et vedlegg er byttet ut"), now) for _was, now in change.files_changed),
        *(named(gone, _("Et vedlegg er tatt bort"), file) for file in change.files_gone),
    ]


def fact_lines(facts: dict[str, tuple], hidden: Iterable[str] = ()) -> list[str]:
    """What is changed of time and place, each on a line with what stood before."""
    return [
        fact_line(name, _value(name, was), _value(name, now))
        for name, (was, now) in facts.items()
        if name not in hidden
    ]


def fact_line(name: str, was, now) -> str:
    """A field of a meeting as it is now, and was; of its programme that it is another."""
    if name == FACT:
        return _of_programme(was, now)
    words = _("{field}: {now} (før: {was})")
    label = Meeting._meta.get_field(name).verbose_name
    now, was = (MeetingForm(value).label if value and name == "form" else value for value in (now, was))
    return words.format(field=capfirst(label), now=said(now), was=said(was))


def _of_programme(was: str, now: str) -> str:
    if not now:
        return _("Programmet er tatt bort")
    return _("Programmet er endret") if was else _("Møtet har fått et program")


def said(value) -> str:
    """A day, an hour or a text of a meeting, in words."""
    if isinstance(value, date):
        return norwegian_date(value)
    return f"{value:%H.%M}" if isinstance(value, time) else str(value or _("ikke avklart"))


def _value(name: str, text: str) -> Any:
    if text and name in ("day", "last_day"):
        return date.fromisoformat(text)
    if text and name in ("starts_at", "ends_at"):
        return time.fromisoformat(text)
    return text


def number_in(body, row) -> str:
    """The number of a row as its body prints it; "" before it has one."""
    return format_number(body.number_format, *row["number"]) if row["number"] else ""


def difference(before: AgendaVersion, after: AgendaVersion) -> Difference:
    """What is changed from one stored version to another."""
    return compare(before.rows, after.rows, before.facts, after.facts)


def letter_lines(before: AgendaVersion, after: AgendaVersion) -> list[str]:
    """What is changed, a line for each case, in a letter that is one for all: exempt cases by their public titles, and
    attachments that are exempt, or belong to such a case, by none."""
    found, body = difference(before, after), after.meeting.body
    keys = {each.item for each in found.items} | {each.after for each in found.items if each.after}
    items = AgendaItem.objects.filter(pk__in=keys).select_related("case")
    cases = {str(item.pk): item.case for item in items}
    numbers = {row["item"]: number_in(body, row) for row in (*before.rows, *after.rows)}
    files = [file[0] for each in found.items for file in _files_of(each)]
    titles = {
        str(each.pk): each.title
        for each in Attachment.objects.filter(pk__in=files, access=Access.PUBLIC, item__case__access=Access.PUBLIC)
    }

    sent = Sent(told_in(row for row in (*before.rows, *after.rows) if row["item"] in keys))

    def point_of(case):
        return lambda told: sent.words(told, whole=True) if case.access == Access.PUBLIC else None

    def name_of(key: str) -> str:
        case = cases[key]
        title = neutral_title(case) if case.access == Access.EXEMPT else case.title
        return " ".join(filter(None, (numbers[key], title)))

    lines = fact_lines(found.facts)
    for each in found.items:
        words = said_of(
            each,
            name_of=lambda key: numbers[key] or name_of(key),
            title_of=lambda key: titles.get(key, ""),
            point_of=point_of(cases[each.item]),
        )
        lines += [f"{name_of(each.item)}: {'. '.join(one.words for one in words)}."] if words else []
    return lines


def _files_of(change: ItemChange) -> tuple:
    return (*change.files_new, *change.files_gone, *(now for _was, now in change.files_changed))
