"""What is new in a plan since a page where it is edited was drawn; asked each second while the page is looked at."""

from uuid import UUID

from django.template.loader import render_to_string

from actionplan.gridfacts import GridNew, grid_of
from actionplan.gridhtml import grid_row, grid_rows
from actionplan.livefacts import KIND
from actionplan.livenews import News, news_of
from actionplan.planfacts import sections_of
from actionplan.sidebyside import changes_beside
from actionplan.views.edit import SHOWN, EditMixin
from governance.live.newsview import NewsView


class PlanNewsView(EditMixin, NewsView):
    """Beside what every page is told: told: sentences; by: row -> who changed it; sections: address in the page -> its
    rows (`tabell`) or itself (`rader`); rows: key -> the row.
    """

    act = "plan.work"
    kind = KIND
    pages = ("tabell", "rader")

    def get_subject(self):
        return self.plan

    def told(self, found: list, page: str) -> dict:
        # In the rows of the edit page an answer to an own form has drawn what she wrote herself.
        news = news_of(self.actor, self.plan, found, own=page == "tabell")
        told = {"told": news.told, "by": news.by, "whole": news.whole, "sections": {}, "rows": {}}
        if news.whole:
            return told
        return told | (self._table(news) if page == "tabell" else self._sections(news, found))

    def _table(self, news: News) -> dict:
        wanted = news.rows | news.linked  # the edit page does not show where rows lead
        if not wanted and not news.sections:
            return {}
        rows, sections, grid = {}, {}, grid_of(self.plan, self.actor, whole=True)
        self.changes = changes_beside(self.plan, self.actor, [each.section for each in grid])
        for each in grid:
            tools = self.tools(each.section.row.pk)
            if str(each.section.row.pk) in news.sections:
                sections[each.section.anchor] = grid_rows(each, tools, self.changes)
                continue
            kept = [(_key(row), row) for row in each.rows if not isinstance(row, GridNew)]
            was = self.changes.rows
            rows |= {key: grid_row(row, tools, was.get(UUID(key))) for key, row in kept if key in wanted}
        return {"sections": sections, "rows": rows}

    def _sections(self, news: News, found: list) -> dict:
        where = {row[1]: row[2] for pulse in found for row in pulse.rows or ()}
        wanted = news.every_section(where)
        every = sections_of(self.plan, self.actor, **SHOWN)
        self.changes = changes_beside(self.plan, self.actor, every)
        sections = [each for each in every if str(each.row.pk) in wanted]
        blocks = self.blocks(sections) if sections else []
        drawn = {
            block["section"].anchor: render_to_string("actionplan/_edit_section.html", {"block": block})
            for block in blocks
        }
        return {"sections": drawn}


def _key(row) -> str:
    return str(row.facts.pk if hasattr(row, "facts") else row.pk)
