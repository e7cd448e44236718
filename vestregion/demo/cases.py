"""Cases, meetings, papers and resolutions of a demo alliance, in the order in which they happened."""

from datetime import date, datetime

from governance.bodies.agendatemplates import lines_for
from governance.bodies.convened import places_of
from governance.models import AgendaItem, Case, Meeting
from governance.paperparts import NAMES
from governance.services import agenda, answers, cases, files, meetings, papers, resolutions, standing
from vestregion.demo.files import moment, upload
from vestregion.demo.registers import Registers

MEETING_FIELDS = ("day", "last_day", "starts_at", "ends_at", "place", "title", "note", "kind")


class CaseBook:
    """Writes the facts of vestregionen_cases.toml; `cases` finds a case by its key or title."""

    def __init__(self, registers: Registers, facts: dict):
        self.registers = registers
        self.actor = registers.actor
        self.facts = facts
        self.meetings: dict[str, Meeting] = {}
        self.cases: dict[str, Case] = {}

    def write(self) -> None:
        for facts in self.facts["meeting"]:
            self._plan_meeting(facts)
        for facts in self.facts["case"]:
            self._write_case(facts)
        for facts in self.facts["meeting"]:
            self._finish_meeting(facts)
        for facts in self.facts["case"]:
            self._close(facts)
        if "template" in self.facts:
            self._write_templates(self.facts["template"])

    def _write_templates(self, facts: dict) -> None:
        for name in facts["bodies"]:
            body = self.registers.bodies[name]
            standing.begin_template(self.actor, body, lines_for(body.kind), at=moment(facts["day"]))

    def _plan_meeting(self, facts: dict) -> None:
        values = {name: facts[name] for name in MEETING_FIELDS if name in facts}
        body = self.registers.bodies[facts["body"]]
        at = moment(facts["day"], days_before=60)
        self.meetings[facts["key"]] = meetings.create_meeting(self.actor, body=body, at=at, **values)

    def _write_case(self, facts: dict) -> None:
        at = self._opened(facts)
        values = {name: facts[name] for name in ("title", "year", "summary", "kind") if name in facts}
        cooperation = self.registers.cooperations[facts["cooperation"]]
        case = cases.create_case(self.actor, cooperation=cooperation, at=at, **values)
        self.cases[facts.get("key", facts["title"])] = case
        if "follows" in facts:
            cases.link_cases(self.actor, case, other=self.cases[facts["follows"]], kind="follows", at=at)
        previous = None
        for stop in facts.get("stop", ()):
            previous = self._write_stop(case, facts, stop, previous)

    def _opened(self, facts: dict) -> datetime:
        """A month before its first meeting; a case that the sources give no meeting, at the end of its year."""
        if "stop" not in facts:
            return moment(date(facts["year"], 12, 31))
        return moment(self.meetings[facts["stop"][0]["meeting"]].day, days_before=30)

    def _write_stop(self, case: Case, facts: dict, stop: dict, previous: AgendaItem | None) -> AgendaItem:
        meeting = self.meetings[stop["meeting"]]
        at = moment(meeting.day, days_before=14)
        shared = {
            "case": case,
            "meeting": meeting,
            "role": stop["role"],
            "is_authoritative": stop.get("authoritative", False),
            "previous": previous,
            "at": at,
        }
        if not self._is_past(stop["meeting"]):
            item = agenda.add_item(self.actor, body=meeting.body, **shared)
            self._write_paper(item, facts, at)
            self._attach(item, stop)
            return item
        item = agenda.register_item(self.actor, sequence=self._sequence(stop), **shared)
        self._write_paper(item, facts, at)
        self._attach(item, stop)
        self._send(item, at)
        self._write_resolution(item, stop, meeting)
        return item

    def _sequence(self, stop: dict) -> int | None:
        return int(stop["number"].split("/")[0]) if "number" in stop else None

    def _write_paper(self, item: AgendaItem, facts: dict, at) -> None:
        """The text of the case is written at its first stop; the next ones start from it."""
        texts = {name: facts[name] for name in NAMES if name in facts}
        if texts and item.previous is None:
            papers.edit_paper(self.actor, papers.latest_paper(item), at=at, **texts)

    def _send(self, item: AgendaItem, at) -> None:
        """What the body was sent; of an old case often only the attachments are left."""
        paper = papers.latest_paper(item)
        if paper.is_written:
            papers.send_paper(self.actor, paper, at=at)
            return
        for attachment in item.attachments.present():
            papers.send_attachment(self.actor, attachment, at=at)

    def _attach(self, item: AgendaItem, stop: dict) -> None:
        """The attachments of a stop, each with its versions; from there they follow the case."""
        day = self.meetings[stop["meeting"]].day
        for facts in stop.get("attachment", ()):
            first, *newer = facts["files"]
            values = {name: facts[name] for name in facts if name not in ("files", "reason")}
            at = moment(day, days_before=14)
            made = files.add_attachment(self.actor, item, upload=upload(first), at=at, **values)
            for name in newer:
                at = moment(day, days_before=10)
                files.add_version(self.actor, made, upload=upload(name), reason=facts["reason"], at=at)

    def _write_resolution(self, item: AgendaItem, stop: dict, meeting: Meeting) -> None:
        resolutions.register_resolution(
            self.actor,
            item,
            result=stop["result"],
            points=stop.get("points", ()),
            decided_on=meeting.day,
            at=moment(meeting.day),
            is_meant=True,  # the minutes say both: a body that joins a proposal says so in words of its own
            **({"kind": stop["kind"]} if "kind" in stop else {}),
        )

    def _state(self, key: str) -> str:
        return next(m.get("state", "held") for m in self.facts["meeting"] if m["key"] == key)

    def _is_past(self, key: str) -> bool:
        return self._state(key) == "held"

    def _finish_meeting(self, facts: dict) -> None:
        meeting = self.meetings[facts["key"]]
        if self._state(facts["key"]) == "called":
            meetings.call_meeting(self.actor, meeting, at=moment(meeting.day, days_before=8))
            self._write_answers(meeting, facts)
        elif self._is_past(facts["key"]):
            meetings.hold_meeting(self.actor, meeting, at=moment(meeting.day))

    def _write_answers(self, meeting: Meeting, facts: dict) -> None:
        """What some of those who are asked said the day after."""
        holders = {str(place.seat.on_behalf_of): place.holder for place in places_of(meeting)}
        for said in facts.get("answers", ()):
            values = {"answer": said["answer"], "reason": said.get("reason", "")}
            at = moment(meeting.day, days_before=7)
            answers.answer_call(self.actor, meeting, person=holders[said["seat"]], at=at, **values)

    def _close(self, facts: dict) -> None:
        """A case is closed when its last stop is behind it; one that stands on every agenda stays open."""
        case = self.cases[facts.get("key", facts["title"])]
        if "standing" in facts:
            where, first = self.registers.bodies[facts["standing"]["body"]], facts["standing"]["from"]
            standing.add_standing(self.actor, body=where, case=case, valid_from=first, at=moment(first))
            return
        if "stop" not in facts:
            cases.close_case(self.actor, case, at=self._opened(facts))
            return
        last = facts["stop"][-1]["meeting"]
        if self._is_past(last):
            cases.close_case(self.actor, case, at=moment(self.meetings[last].day, days_before=-7))
