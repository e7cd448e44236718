"""What was understood of a plan, row by row, as plain lines for a terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actionplan.importing import summary
from actionplan.landing.state import Landing, SectionLanding
from actionplan.landing.table import table_rows
from governance.templatetags.norwegian import kroner


def landing_lines(landing: Landing) -> Iterator[str]:
    """Totals, each section with its rows and the warnings beside them, what is new, and the remaining warnings."""
    found = summary(landing.parsed)
    yield f"{landing.plan.title} ({landing.plan.cooperation}, {landing.plan.year})"
    yield _(
        "{sections} deler, {measures} tiltak ({levels} på alle nivåer), {activities} aktiviteter, "
        "{dated} med frist skrevet på {ways} måter"
    ).format(
        sections=len(found["sections"]),
        measures=found["measures"],
        levels=sum(len(here.measures) for here in landing.sections),
        activities=found["activities"],
        dated=found["with_deadline"],
        ways=len(found["deadline_spellings"]),
    )
    shown: set[int] = set()
    for here in landing.sections:
        yield from _section(landing, here, shown)
    yield from _list(_("Nytt i alliansen:"), (f"{each.kind}: {each.name}" for each in landing.new))
    rest = [problem for problem in landing.problems if problem.row not in shown]
    yield from _list(_("Se på dette:"), (f"{each.place}: {each.message}".removeprefix(": ") for each in rest))


def _section(landing: Landing, here: SectionLanding, shown: set[int]) -> Iterator[str]:
    section = here.section
    places = [section.area.name, section.focus_area.name if section.focus_area else "", str(section.cooperation or "")]
    yield f"\n{section.position}. {section.title} [{' / '.join(filter(None, places))}]"
    for row in table_rows(here, landing.problems):
        words = " › ".join(filter(None, (*row.cells, row.title)))
        deadline = f" | {row.deadline}" + (f" ({row.reading})" if row.reading else "") if row.deadline else ""
        yield f"  {row.place or '–'}: {words}{deadline}"
        yield from (f"    ! {problem.message}" for problem in row.problems)
        shown.update(problem.row for problem in row.problems)
    amounts = {entry.line_id: kroner(entry.amount) for entry in here.entries}
    for line in here.funding:
        sum_of = amounts.get(line.pk) or _per_inhabitant(line)
        yield f"  {line.get_source_display()}: {sum_of}, {line.get_certainty_display().lower()}"
    for post in here.posts:
        yield f"  {_('Stilling')}: {post.position.title}" + (f", {post.percent:g} %" if post.percent else "")
    for line in here.lines:
        yield f"  {line.get_kind_display()} {line.position}: {line.receiver}"


def _list(head: str, lines) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"\n{head}"
        yield from (f"  {line}" for line in lines)


def _per_inhabitant(line) -> str:
    return _("{rate} per innbygger").format(rate=kroner(line.rate)) if line.rate is not None else _("uten beløp")
