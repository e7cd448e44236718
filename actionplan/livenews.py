"""What somebody who edits a plan is told of what others have written in it since her page was drawn."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.choices import PlanState
from actionplan.livefacts import ACTIVITY, LINKS, MEASURE, PLAN, SECTION
from actionplan.models import Activity, Measure
from governance.live.pulses import events_of, is_hers
from governance.models import Event, Pulse
from governance.story.actwords import bare_sentence

PLACED = frozenset({"section", "measure", "parent", "position", "removed_at"})  # of a row: its section is drawn anew
ARRANGED = frozenset({"title", "position", "area", "focus_area", "removed_at"})  # of a section: the page is read anew
MODELS = {ACTIVITY: Activity, MEASURE: Measure}
TELLING = ("plan.", "section.")


@dataclass
class News:
    """`whole`: the page is read anew. Else `rows` are the activities and measures that say something else where they
    stand, `linked` those that lead to other cases, `sections` those whose rows came, went or changed places, and
    `texts` those with new texts and resources, all as keys. `by` is who wrote a row, where it was another."""

    whole: bool = False
    rows: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    by: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def every_section(self, section_of: dict[str, str]) -> set[str]:
        """All sections in which something is to be seen; `section_of` gives that of each row."""
        return self.sections | self.texts | {section_of[row] for row in self.rows if row in section_of}


def news_of(actor, plan, pulses: list[Pulse], *, own: bool = True) -> News:
    """What the changes mean for the page; without those the actor made herself unless `own`."""
    events = events_of(pulses)
    mine = {key for key, event in events.items() if is_hers(actor, event)}
    shown = [pulse for pulse in pulses if own or pulse.change_id not in mine]
    news = News()
    news.sections |= _stood_in(shown)
    for pulse in shown:
        _add(news, pulse)
        event = events.get(pulse.change_id)
        if event is not None and pulse.change_id not in mine:
            news.by |= {key: event.by_name for kind, key, *_rest in pulse.rows or () if kind in (ACTIVITY, MEASURE)}
    others = [events[p.change_id] for p in shown if p.change_id in events and p.change_id not in mine]
    news.told = _sentences(others, {pulse.change_id: len(pulse.rows or ()) for pulse in shown}, plan)
    return news


def _stood_in(pulses: list[Pulse]) -> set[str]:
    """The sections that rows which changed section have ever stood in: one of them is where they stood before."""
    rows = [row for pulse in pulses for row in pulse.rows or () if "section" in (row[3] or ())]
    asked = {model: [row[1] for row in rows if row[0] == kind] for kind, model in MODELS.items()}
    found = [model.history.filter(id__in=keys).order_by() for model, keys in asked.items() if keys]
    return {str(key) for history in found for key in history.values_list("section_id", flat=True).distinct()}


def _add(news: News, pulse: Pulse) -> None:
    if pulse.rows is None:
        news.whole = True
        return
    for kind, key, section, names in pulse.rows:
        if kind == PLAN:
            news.whole = True
        elif kind == SECTION:
            news.whole |= names is None or bool(ARRANGED & set(names))
            news.texts.add(section)
        elif names is None or PLACED & set(names):
            news.sections.add(section)
        elif names == LINKS:
            news.linked.add(key)
        else:
            news.rows.add(key)


def _sentences(events: list[Event], rows: dict, plan) -> list[str]:
    """One for each person who did something to rows, and one for each act on the plan itself."""
    by_name: dict[str, list[Event]] = {}
    told = []
    for event in events:
        if event.act.startswith(TELLING):
            told.append(_("{name} {what}.").format(name=event.by_name, what=bare_sentence(event)))
            told += [_follows(plan)] if event.act.startswith("plan.") and _follows(plan) else []
        else:
            by_name.setdefault(event.by_name, []).append(event)
    for name, those in by_name.items():
        count = sum(rows[event.pk] for event in those)
        told.append(ngettext("{name} endret {n} rad.", "{name} endret {n} rader.", count).format(name=name, n=count))
    return list(dict.fromkeys(told))


def _follows(plan) -> str:
    """What the state of the plan means for whoever writes in it."""
    if plan.state == PlanState.ADOPTED:
        return _("Planen er vedtatt, så hver endring trenger en begrunnelse.")
    return ""
