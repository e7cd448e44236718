"""Checks over the whole plan: names that differ, dates that cannot be right, areas that are listed but not found."""

from collections.abc import Iterator, Sequence

from actionplan.importing.blocks import Block, Row, Table
from actionplan.importing.dates import dates_in, is_year_late, reversed_years
from actionplan.importing.names import DISTRICTS, NameCheck, same_name, short_names
from actionplan.importing.parsed import ParsedArea, ParsedPlan, ParsedSection, Problem, warning
from actionplan.wording import gettext as _
from actionplan.wording import short_day
from governance.importing.safety import WANTED

MAX_CHECKED = 5_000  # characters of one text that are searched for dates


def check_plan(plan: ParsedPlan, blocks: Sequence[Block], known_names: Sequence[str]) -> list[Problem]:
    """Everything odd that one block alone cannot show. Also links sections to the focus areas their area announces."""
    places = {block.number: block for block in blocks}
    problems = [*_nothing_found(plan), *_areas(plan, places), *_focus_areas(plan, places)]
    texts = list(_texts(blocks))
    problems += _dates(plan, texts)
    said = {problem.row for problem in problems if problem.code == "name_differs"}
    problems += [problem for problem in _names(plan, texts, known_names) if problem.row not in said]
    return problems


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[Block | Row, str]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from ((row, cell) for cell in row.cells if cell)
        else:
            yield block, block.text


def _nothing_found(plan: ParsedPlan) -> Iterator[Problem]:
    if not any(section.activities for section in plan.sections):
        message = _(
            "Fant ingen tabell med tiltak og aktiviteter. Tabellen må ha titler som «Tiltak», «Aktiviteter» "
            "og «Frist» eller årstallet over kolonnene. {wanted}"
        ).format(wanted=_(WANTED))
        yield Problem(1, "error", "nothing_found", message, "", _("hele filen"))


def _areas(plan: ParsedPlan, places: dict[int, Block]) -> Iterator[Problem]:
    """Areas listed in the front matter against the headings; one left over on each side is likely the same area."""
    if not plan.declared_areas:
        return
    listed = [name for name in plan.declared_areas if not any(same_name(name, area) for area in plan.areas)]
    found = [area for area in plan.area_details if not any(same_name(area.name, name) for name in plan.declared_areas)]
    if len(listed) == 1 and len(found) == 1:
        message = _(
            "Listen over innsatsområder nevner «{listed}», men overskriften er «{name}». Navnet i "
            "overskriften er brukt; rett det om det er feil."
        ).format(listed=listed[0], name=found[0].name)
        yield _at(places, found[0].row, "area_differs", message, found[0].name)
        return
    for area in found:
        message = _("Innsatsområdet «{name}» står ikke i listen over innsatsområder.").format(name=area.name)
        yield _at(places, area.row, "area_not_listed", message, area.name)
    for name in listed:
        message = _(
            "Innsatsområdet «{name}» står i listen over innsatsområder, men har ingen overskrift i planen."
        ).format(name=name)
        yield Problem(plan.area_details[0].row if plan.area_details else 1, "warning", "area_missing", message, name)


def _focus_areas(plan: ParsedPlan, places: dict[int, Block]) -> Iterator[Problem]:
    for area in plan.area_details:
        taken: set[str] = set()
        for section in (each for each in plan.sections if each.area == area.name):
            yield from _link(section, area, taken, places)
        for name in (each for each in area.focus_areas if each not in taken):
            message = _("Fokusområdet «{name}» er nevnt under «{area}», men har ingen egen del.").format(
                name=name, area=area.name
            )
            yield _at(places, area.row, "focus_area_missing", message, name)


def _link(section: ParsedSection, area: ParsedArea, taken: set[str], places: dict[int, Block]) -> Iterator[Problem]:
    found = {name: how for name in area.focus_areas if (how := same_name(section.title, name))}
    best = next((name for rank in ("same", "alike", "part") for name, how in found.items() if how == rank), None)
    if best is None:
        if area.focus_areas:
            message = _("Delen «{title}» svarer ikke til noe fokusområde under «{name}».").format(
                title=section.title, name=area.name
            )
            yield _at(places, section.heading_line, "no_focus_area", message, section.title)
        return
    section.focus_area = best
    taken.add(best)
    if found[best] != "same":
        message = _(
            "Overskriften «{title}» er koblet til fokusområdet «{best}», som er skrevet på en annen måte."
        ).format(title=section.title, best=best)
        yield _at(places, section.heading_line, "name_differs", message, section.title)


def _dates(plan: ParsedPlan, texts: Sequence[tuple[Block | Row, str]]) -> Iterator[Problem]:
    for at, text in texts:
        for written, day in dates_in(text[:MAX_CHECKED]):
            if day is None:
                yield warning(
                    at,
                    "impossible_date",
                    _("Datoen «{written}» finnes ikke. Rett den i teksten.").format(written=written),
                    written,
                )
            elif plan.paper_date and is_year_late(day, plan.paper_date):
                message = _(
                    "Datoen «{written}» ligger ett år etter papiret, som er fra {paper_date}. Årstallet er trolig feil."
                ).format(written=written, paper_date=short_day(plan.paper_date))
                yield warning(at, "date_year", message, written)
        for written in reversed_years(text[:MAX_CHECKED]):
            message = _("Perioden «{written}» slutter før den begynner. Rett årstallene i teksten.").format(
                written=written
            )
            yield warning(at, "reversed_years", message, written)


def _names(plan: ParsedPlan, texts: Sequence[tuple[Block | Row, str]], known_names: Sequence[str]) -> Iterator[Problem]:
    focus_areas = [name for area in plan.area_details for name in area.focus_areas]
    short = short_names([section.title for section in plan.sections] + [*focus_areas, *known_names])
    check = NameCheck([*DISTRICTS, *known_names, *focus_areas, *plan.declared_areas], short)
    reported: set[tuple[int, str]] = set()
    for at, text in texts:
        for word, known in check.near_misses(text):
            if (at.number, word) not in reported:
                reported.add((at.number, word))
                message = _(
                    "«{word}» ligner på «{known}». Teksten er ikke endret; rett den om det er en skrivefeil."
                ).format(word=word, known=known)
                yield warning(at, "name_spelling", message, word)
    if check.budget < 0:
        message = _("Filen har svært mange ulike ord. Bare en del av dem er sammenlignet med kjente navn.")
        yield Problem(1, "warning", "names_not_checked", message, "", _("hele filen"))


def _at(places: dict[int, Block], row: int, code: str, message: str, text: str) -> Problem:
    return Problem(row, "warning", code, message, text, places[row].place if row in places else "")
