"""The plan itself, its platform, areas and sections, as they will be stored."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from actionplan.importing.parsed import ParsedPlan, ParsedSection
from actionplan.importing.vocabulary import is_plan_title, looks_like_heading
from actionplan.landing.resources import land_lines, land_money, land_posts, shorten
from actionplan.landing.rows import land_rows
from actionplan.landing.state import Landing, SectionLanding
from actionplan.matching import Match, Register, squash, title_names
from actionplan.models import ActionPlan, FocusArea, PlanSection, PriorityArea, StrategicPlatform

TEXTS = ("introduction", "organisation", "resources", "reporting")
PLAN_TITLE, LABEL = 160, 40


def land(actor, parsed: ParsedPlan, plan: ActionPlan) -> Landing:
    """Match and build everything in the parsed plan; stores nothing.

    `plan` has its cooperation and year: a new one, or the empty draft to fill.
    """
    plan.alliance = actor.alliance
    register = Register(actor, plan.cooperation, plan.year)
    platform = register.platform or _new_platform(register, parsed, plan.year)
    landing = Landing(parsed, register, plan, platform)
    _land_platform(landing)
    _land_plan(landing)
    for position, source in enumerate(parsed.sections, start=1):
        landing.sections.append(_land_section(landing, source, position))
    return landing


def paragraphs(texts: Iterable[str]) -> str:
    """Running text as stored rich text: one <p> each, everything in it escaped."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text.strip())


def _new_platform(register: Register, parsed: ParsedPlan, year: int) -> StrategicPlatform:
    """A platform from 1 January of the plan's year, until the day before the next one begins."""
    starts = [row.valid_from for row in register.platforms if row.valid_from and row.valid_from > register.first]
    return StrategicPlatform(
        alliance=register.alliance,
        cooperation=register.cooperation,
        title=_("Strategisk plattform fra {year}").format(year=year),
        vision=parsed.vision,
        main_goal=parsed.main_goal,
        valid_from=register.first,
        valid_to=min(starts) - timedelta(days=1) if starts else None,
    )


def _land_platform(landing: Landing) -> None:
    platform, parsed = landing.platform, landing.parsed
    if landing.is_new(platform):
        landing.add(platform, platform.title, "")
        message = _(
            "{cooperation} har ingen plattform 1. januar {year}. En ny lages av visjonen og hovedmålet i dokumentet."
        )
        message = message.format(cooperation=landing.plan.cooperation, year=landing.plan.year)
        landing.note("platform_new", message)
        return
    for label, stored, read in (
        (_("Visjonen"), platform.vision, parsed.vision),
        (_("Hovedmålet"), platform.main_goal, parsed.main_goal),
    ):
        if read and " ".join(read.split()) != " ".join(stored.split()):
            message = _("{what} i dokumentet er en annen enn i «{platform}». Plattformen er ikke endret.")
            landing.note("platform_differs", message.format(what=label, platform=platform), read)


def _land_plan(landing: Landing) -> None:
    plan, parsed = landing.plan, landing.parsed
    plan.title = plan.title or shorten(parsed.title, PLAN_TITLE) or _("Handlingsplan {year}").format(year=plan.year)
    plan.platform = landing.platform
    plan.introduction = plan.introduction or paragraphs(_prose(parsed.preface)) + _area_texts(landing)
    _land_case(landing)
    landing.check(plan, 1, "")
    if parsed.proposal:
        message = _("Forslaget til vedtak hører til saken og ikke til planen. Det er ikke tatt med.")
        landing.note("proposal_left_out", message, parsed.proposal[0])


def _prose(texts: Iterable[str]) -> list[str]:
    """Running text alone; headings and lines that announce a list say nothing once the list has its own fields."""
    return [text for text in texts if not text.rstrip().endswith(":") and not looks_like_heading(text)]


def _area_texts(landing: Landing) -> str:
    """An area's own text has no field; it goes into the introduction of the plan, under the area's name."""
    kept = []
    for area in landing.parsed.area_details:
        texts = _prose(area.introduction)
        if texts:
            kept.append(format_html("<p><strong>{}</strong></p>", area.name) + paragraphs(texts))
            message = _("Teksten under «{area}» står i innledningen til planen.").format(area=area.name)
            landing.note("area_text_moved", message, texts[0], row=area.row, place=area.place)
    return "".join(kept)


def _land_case(landing: Landing) -> None:
    """The case the plan was treated in: the number that stands before the first section."""
    parsed = landing.parsed
    first = min((section.heading_line for section in parsed.sections), default=0)
    number = next((each for each in parsed.case_numbers if each.row < first), None)
    if number is None or landing.plan.case is not None:
        return
    landing.plan.case = landing.register.case(number.number, parsed.body)
    if landing.plan.case is None:
        message = _("Fant ingen sak {number} i systemet. Knytt planen til saken når den er registrert.")
        landing.note("case_unknown", message.format(number=number.number), number.text, row=number.row)


def _land_section(landing: Landing, source: ParsedSection, position: int) -> SectionLanding:
    landing.number = source.heading_line
    area = _area(landing, source)
    found = landing.register.section_cooperation([*title_names(source.title), source.focus_area or ""])
    section = PlanSection(
        alliance=landing.alliance,
        plan=landing.plan,
        area=area,
        focus_area=_focus_area(landing, source, area),
        cooperation=found.row if found else None,
        title=source.title,
        position=position,
        level_labels=_labels(landing, source),
        deadline_label=source.deadline_label,
        **{name: paragraphs(getattr(source, name)) for name in TEXTS},
    )
    here = SectionLanding(section, source)
    _note_unsure(landing, found, source, _("samarbeidet"))
    landing.check(section, source.heading_line, source.place)
    land_lines(landing, here)
    land_posts(landing, here)
    land_money(landing, here)
    land_rows(landing, here)
    return here


def _area(landing: Landing, source: ParsedSection) -> PriorityArea:
    name = _area_name(landing, source)
    found = landing.register.area(name)
    _note_unsure(landing, found, source, _("innsatsområdet"))
    if found:
        return found.row
    position = len(landing.register.areas) + 1
    row = PriorityArea(alliance=landing.alliance, platform=landing.platform, name=name, position=position)
    landing.register.add(row)
    return landing.add(row, name, source.place)


def _area_name(landing: Landing, source: ParsedSection) -> str:
    """The area the document names; the plan's own title is none, and would be taken for the area of every later plan.
    Without an area the section stands under the cooperation's name."""
    title = landing.plan.title
    if source.area and squash(source.area) != squash(title) and not is_plan_title(source.area, landing.plan.year):
        return source.area
    name = str(landing.plan.cooperation)
    if not any(note.code == "area_missing" for note in landing.notes):
        message = _(
            "Filen nevner ikke noe innsatsområde for «{title}». Delen er lagt under «{area}». Velg et annet område "
            "under «Opplysninger» for delen når planen er lagret."
        )
        landing.note("area_missing", message.format(title=source.title, area=name), source.title, place=source.place)
    return name


def _focus_area(landing: Landing, source: ParsedSection, area: PriorityArea) -> FocusArea | None:
    """The focus area the document announces for the section, or a known one with the section's title."""
    found = landing.register.focus_area(source.focus_area or source.title, area)
    _note_unsure(landing, found, source, _("fokusområdet"))
    if found or not source.focus_area:
        return found.row if found else None
    position = sum(row.area_id == area.pk for row in landing.register.focus_areas) + 1
    row = FocusArea(alliance=landing.alliance, area=area, name=source.focus_area, position=position)
    landing.register.add(row)
    return landing.add(row, row.name, source.place)


def _note_unsure(landing: Landing, found: Match | None, source: ParsedSection, what: str) -> None:
    if found is not None and not found.is_sure:
        message = _("«{title}» er koblet til {what} «{name}», men navnene er ikke like. Rett det om det er feil.")
        message = message.format(title=source.title, what=what, name=found.row.name)
        landing.note("match_unsure", message, source.title, place=source.place)


def _labels(landing: Landing, source: ParsedSection) -> list[str]:
    """Column heads as written; an empty one gets a name, since a table needs a head over each column."""
    if all(source.level_labels):
        return list(source.level_labels)
    message = _(
        "En kolonne i tabellen mangler overskrift. Den er kalt «Område»; gi den et annet navn om det passer bedre."
    )
    landing.note("label_missing", message, " | ".join(source.level_labels), place=source.place)
    return [label or _("Område") for label in source.level_labels]
