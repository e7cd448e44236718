"""What others do with an agenda while it is put together."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from governance.agendalive import ITEM, KIND, MEETING
from governance.exemption import reveal
from governance.live import pulses
from governance.live.newsview import NewsView
from governance.story.actwords import bare_sentence
from governance.views.casefile import CaseFileMixin, items_of


class AgendaNewsView(CaseFileMixin, NewsView):
    """Beside what every page is told: told: a sentence for each act of another on this agenda, or on what waits for
    the body. `whole` is always so: the page takes its parts anew as they stand by now."""

    act = "meeting.agenda"
    kind = KIND

    @cached_property
    def meeting(self):
        return self.visible_meeting()

    def get_subject(self):
        return self.meeting

    def page_key(self):
        return self.meeting.body_id

    def presence_key(self):
        return self.meeting.pk

    def told(self, found, page):
        return {"whole": True, "told": self._sentences(pulses.others_of(self.actor, found), found)}

    def _sentences(self, events, found) -> list[str]:
        """In the words of the story, with the titles of the cases; nothing of other agendas of the body."""
        rows = {pulse.change_id: pulse.rows or [] for pulse in found}
        keys = {row[1] for event in events for row in rows[event.pk] if row[0] == ITEM}
        items = {str(item.pk): item for item in items_of(self.actor).filter(pk__in=keys)}
        reveal(self.actor, [item.case for item in items.values()])
        told = []
        for event in events:
            mine = [row for row in rows[event.pk] if self._is_here(row, items)]
            if mine or not rows[event.pk]:
                told.append(self._sentence(event, [items[row[1]] for row in mine if row[0] == ITEM]))
        return list(dict.fromkeys(told))

    def _is_here(self, row, items) -> bool:
        kind, key = row[0], row[1]
        if kind == ITEM:
            return key in items and items[key].meeting_id in (None, self.meeting.pk)
        return kind != MEETING or key == str(self.meeting.pk)

    def _sentence(self, event, items) -> str:
        subject = next(
            (item for item in items if str(item.pk) == event.object_id), items[0] if len(items) == 1 else None
        )
        if subject is None:
            return _("{name} {what}.").format(name=event.by_name, what=bare_sentence(event))
        words = _("{name} {what}: «{title}».")
        return words.format(name=event.by_name, what=bare_sentence(event), title=subject.case.shown_title)
