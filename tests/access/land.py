"""The demo with one of everything the table needs: what the demo lacks is made by the same services people use."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.core.files.base import ContentFile
from django.db.models import F

from actionplan.feereckoning import ClaimLine, MemberFee, Reckoning
from actionplan.models import ActionPlan, Activity, FundingLine, Measure, Position, StrategicPlatform
from actionplan.periods import Period
from actionplan.services import (
    activities,
    applications,
    feeruns,
    gatherings,
    links,
    networks,
    plans,
    projects,
    signups,
    staff,
)
from actionplan.services import bin as plan_bin
from actionplan.signuplinks import token_of as sign_up_token
from governance import clock, history
from governance.access import load_actor, system_actor
from governance.choices import DocumentState
from governance.documents import Rendered, file_of, rendering
from governance.links import token_of
from governance.mail import answermails
from governance.models import (
    AgendaItem,
    Alliance,
    AllianceRole,
    Appointment,
    AttendanceRight,
    Case,
    ChairRotation,
    Cooperation,
    Event,
    GoverningBody,
    Job,
    Meeting,
    Membership,
    Organisation,
    OrganisationContact,
    OutgoingMail,
    Person,
    ProcedureRules,
    Seat,
    StandingItem,
    Tag,
)
from governance.services import (
    agenda,
    alliances,
    answers,
    attendance,
    bodies,
    calendarlinks,
    cases,
    files,
    governing,
    meetings,
    organisations,
    papers,
    people,
    programme,
    references,
    reopening,
    resolutions,
    reviews,
    savedviews,
    subitems,
    tags,
)
from governance.services.invitations import invite
from tests.access.roles import LOGINS, RECEIVER
from tests.cast import make
from tests.pictures import picture
from vestregion.reporting import making, publishing

SLUG, OTHER_SLUG = "vestregionen", "vaernesregionen"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Land:
    """`kwargs(sample)` gives the URL kwargs of a sample object: published, called, waiting, removed, and so on."""

    def __init__(self):
        self.alliance = Alliance.objects.get(slug=SLUG)
        self.other = Alliance.objects.get(slug=OTHER_SLUG)
        self.actor = system_actor(self.alliance)
        self.main = self.of(Cooperation).get(is_main=True)
        self.samples = {"": {}} | self._register() | self._casefile() | self._plan() | self._paper()

    def of(self, model):
        return model.objects.of(self.alliance)

    def kwargs(self, sample: str) -> dict:
        """The kwargs of an address, the alliance's slug among them."""
        return {"alliance": SLUG} | self.samples[sample]

    # ---- Members, bodies, persons ----

    def _register(self) -> dict:
        body = self.body = self.of(GoverningBody).get(slug="styringsgruppen")
        below = {"slug": body.slug}
        appointment = self.of(Appointment).filter(seat__body=body, kind="member").first()
        right = self.of(AttendanceRight).filter(body=body).first()
        rules = self.of(ProcedureRules).filter(body=body).first()
        member = self.of(Organisation).get(name="Asker kommune")
        role = self.of(AllianceRole).get(person__email="leser@vestregionen.example")
        rows = {
            "member": {"pk": member.pk},
            "membership": {"pk": self.of(Membership).filter(organisation=member).first().pk},
            "contact": {"pk": self.of(OrganisationContact).first().pk},
            "body": below,
            "rules": below | {"pk": rules.pk},
            "right": below | {"pk": right.pk},
            "standing": below | {"pk": self.of(StandingItem).get(body=body, valid_from__isnull=False).pk},
            "chair": {"slug": (chair := self.of(ChairRotation).first()).body.slug, "pk": chair.pk},
            "seat": below | {"pk": appointment.seat_id},
            "appointment": below | {"pk": appointment.pk},
            "person": {"pk": role.person_id},
            "role": {"pk": role.pk},
            "cooperation": {"slug": "khs"},
            "calendar": {"secret": self._calendar()},
        }
        alliances.change_look(self.actor, self.alliance, logo=picture("logo.png"))
        rows["logo"] = {"pk": self.alliance.logo_id}
        changed = self._changed(member, role)
        return rows | changed | self._removed() | self._removed_below(member, body, role.person)

    def _changed(self, member, role) -> dict:
        """An organisation with a change behind it."""
        version = member.version
        organisations.change_organisation(self.actor, member, note="Endret for å kunne settes tilbake")
        event = Event.objects.filter(object_id=str(member.pk), act="organisation.change").latest("at")
        row = {"kind": "medlem", "pk": member.pk}
        return {
            "change": {"change": event.pk},
            "story": row,
            "person_story": {"kind": "person", "pk": role.person_id},
            "earlier_title": row | {"version": version, "field": "note"},
        }

    def _calendar(self) -> str:
        """The secret of a reader's own calendar; and the alliance shows everyone who it is."""
        if not self.alliance.is_open:
            alliances.open_pages(self.actor)
        reader = self.of(Person).get(email="leser@vestregionen.example")
        return calendarlinks.new_link(load_actor(self.alliance, reader.user))

    def _removed(self) -> dict:
        actor = self.actor
        organisation = organisations.create_organisation(actor, name="Nedlagt kommune", kind="municipality")
        organisations.remove_organisation(actor, organisation)
        body = bodies.create_body(actor, cooperation=self.main, slug="nedlagt", name="Nedlagt organ", kind="network")
        bodies.remove_body(actor, body)
        person = people.create_person(actor, given_name="Nina", family_name="Nedlagt")
        people.remove_person(actor, person)
        post = staff.create_position(actor, cooperation=self.main, title="Nedlagt stilling")
        staff.remove_position(actor, post)
        gone = tags.create_tag(actor, name="Nedlagt emneord")
        tags.remove_tag(actor, gone)
        return {
            "tag": {"pk": self.of(Tag).first().pk},
            "removed_tag": {"pk": gone.pk},
            "removed_member": {"pk": organisation.pk},
            "removed_body": {"slug": body.slug},
            "removed_person": {"pk": person.pk},
            "removed_position": {"pk": post.pk},
            "position": {"pk": self.of(Position).first().pk},
        }

    def _removed_below(self, member, body, person) -> dict:
        """A row of each kind in the bin of the page it hangs under."""
        seat = self.of(Seat).filter(body=body).first()
        rows = {
            "seat": ("plasser", body.slug, Seat(body=body)),
            "appointment": ("verv", body.slug, Appointment(seat=seat, person=person)),
            "chair": ("leder", body.slug, ChairRotation(body=body, organisation=member)),
            "rules": ("regler", body.slug, ProcedureRules(body=body)),
            "right": ("retter", body.slug, AttendanceRight(body=body, who="Nedlagt gjest")),
            "standing": ("faste-saker", body.slug, StandingItem(body=body, case=self.of(Case).first())),
            "role": ("roller", person.pk, AllianceRole(person=person, role="auditor")),
            "membership": ("medlemskap", member.pk, Membership(cooperation=self.main, organisation=member)),
            "contact": ("kontakter", member.pk, OrganisationContact(organisation=member, person=person)),
        }
        with history.recording(self.actor, "test.remove", body):
            for _kind, _owner, row in rows.values():
                history.remove(history.create(row))
        return {
            f"removed_{name}": {"owner": owner, "kind": kind, "pk": row.pk} for name, (kind, owner, row) in rows.items()
        }

    # ---- Cases and meetings ----

    def _casefile(self) -> dict:
        steering = self.of(Meeting).filter(body=self.body)
        called, planned = steering.get(state="called"), steering.filter(state="planned").first()
        item = called.items.present().order_by("number_sequence").first()
        file = ContentFile(PDF, name="vedlegg.pdf")
        attachment = files.add_attachment(self.actor, item, upload=file, title="Et vedlegg")
        papers.send_attachment(self.actor, attachment)
        papers.new_version(self.actor, item, change_note="Et utkast som ingen utenfor sekretariatet ser")
        meetings.publish_meeting(self.actor, called)
        listed = planned.items.present().first()
        unread = files.add_attachment(self.actor, listed, upload=ContentFile(PDF, name="utkast.pdf"), title="Et utkast")
        gone = files.add_attachment(self.actor, listed, upload=ContentFile(PDF, name="feil.pdf"), title="Feil vedlegg")
        files.remove_attachment(self.actor, gone)
        dropped = agenda.add_item(self.actor, case=listed.case, body=self.body)
        agenda.remove_item(self.actor, dropped)
        resolved = called.items.present().order_by("number_sequence").last()
        rewritten = papers.new_version(self.actor, resolved, change_note="To versjoner som alle leser")
        papers.send_paper(self.actor, papers.edit_paper(self.actor, rewritten, alternatives="<p>Ingen.</p>"))
        resolutions.register_resolution(self.actor, resolved, result="adopted", at=clock.oslo(called.day))
        mistaken = resolutions.register_resolution(self.actor, item, result="adopted", at=clock.oslo(called.day))
        resolutions.remove_resolution(self.actor, mistaken)
        treated = self.of(AgendaItem).filter(body=self.body, state="treated")
        unpublished_first = F("meeting__published_at").asc(nulls_first=True)
        treated = treated.order_by(unpublished_first, "case__year", "case__sequence").first()
        link = cases.link_cases(self.actor, item.case, other=treated.case)
        unlinked = cases.link_cases(self.actor, item.case, other=treated.case, kind="supersedes")
        cases.unlink_cases(self.actor, unlinked)
        owner = load_actor(self.alliance, self.of(Person).get(email=LOGINS["secretary"]).user)
        view = savedviews.save_view(owner, register="saker", name="Åpne saker", query="tilstand=open", is_shared=True)
        told, untold = (
            references.add_reference(self.actor, item.case, title=each) for each in ("Meld. St. 14", "Brevet fra Moss")
        )
        references.remove_reference(self.actor, untold)
        points = [
            subitems.add_subitem(self.actor, listed, title=each, presenter_name="Ola Gjest")
            for each in ("Veien", "Brua")
        ]
        subitems.remove_subitem(self.actor, points[1])
        subitems.add_subitem(self.actor, item, title="Ferga", presenter_name="Grete Gjest")
        entries = [
            programme.add_entry(self.actor, each, title=title, starts_at=time(19), speaker="Siri Kokk")
            for each, title in ((called, "Omvisning"), (planned, "Middag"), (planned, "Dans"))
        ]
        programme.remove_entry(self.actor, entries[2])
        return {
            "entry": {"meeting": called.pk, "entry": entries[0].pk},
            "planned_entry": {"meeting": planned.pk, "entry": entries[1].pk},
            "removed_entry": {"meeting": planned.pk, "entry": entries[2].pk},
            "subitem": {"meeting": planned.pk, "point": points[0].pk},
            "subitem_item": {"meeting": planned.pk, "item": listed.pk},
            "removed_subitem": {"item": listed.pk, "pk": points[1].pk},
            **self._governing(item.case),
            "saved_view": {"view": view.pk},
            "reference": self._case(item.case) | {"reference": told.pk},
            "removed_reference": self._case(item.case) | {"reference": untold.pk},
            "case": self._case(item.case),
            "closed_case": self._case(treated.case),
            "hidden_case": self._case(self.of(AgendaItem).get(body__slug="khs-eiermotet").case),
            "link": self._case(item.case) | {"link": link.pk},
            "removed_link": self._case(item.case) | {"link": unlinked.pk},
            "item": {"item": item.pk},
            "listed_item": {"item": listed.pk},
            "treated_item": {"item": treated.pk},
            "resolved_item": {"item": resolved.pk},
            "removed_resolution": {"item": item.pk, "pk": mistaken.pk},
            "removed_item": {"item": dropped.pk},
            "removed_attachment": {"attachment": gone.pk},
            "item_page": self._case(item.case) | {"body": self.body.slug},
            "treated_item_page": self._case(treated.case) | {"body": self.body.slug},
            "listed_item_page": self._case(listed.case) | {"body": self.body.slug, "turn": listed.turn},
            "attachment": {"attachment": attachment.pk},
            "attachment_version": {"attachment": attachment.pk, "number": 1},
            "unread_attachment": {"attachment": unread.pk},
            **self._reviews(),
            "meeting": {"meeting": called.pk},
            "planned_meeting": {"meeting": planned.pk},
            **self._answers(called),
            **self._reopened(),
            "sent_paper": {"pk": papers.latest_sent(item).pk},
            "draft_paper": {"pk": papers.latest_paper(item).pk},
        }

    def _reviews(self) -> dict:
        """A draft that nobody but the secretariat knows of, and a reader who is asked to read it and has remarked."""
        case = cases.create_case(self.actor, cooperation=self.main, title="Et utkast til gjennomlesing")
        item = agenda.add_item(self.actor, case=case, body=self.body)
        papers.edit_paper(self.actor, papers.latest_paper(item), alternatives="<p>Ingen andre.</p>")
        person = self.of(Person).get(email=LOGINS["reader"])
        review = reviews.ask_review(self.actor, item, people=[person])[0]
        reader = load_actor(self.alliance, person.user)
        comment = reviews.write_comment(reader, review, part="alternatives", text="Er det så sikkert?")
        place = {"item": item.pk}
        return {
            "reviewed_item": place,
            "reviewed_item_page": self._case(case) | {"body": self.body.slug, "turn": item.turn},
            "review": place | {"review": review.pk},
            "comment": place | {"comment": comment.pk},
        }

    def _reopened(self) -> dict:
        """A called meeting whose agenda is opened again."""
        meeting = meetings.create_meeting(self.actor, body=self.body, day=date(2018, 8, 30))
        case = cases.open_case_on(self.actor, meeting, title="En sak til høsten", kind="decision", role="decides")
        meetings.call_meeting(self.actor, meeting, reason="Uten papirer")
        reopening.reopen_agenda(self.actor, meeting, reason="En sak kommer til")
        reopened = {"meeting": meeting.pk}
        return {"reopened": reopened, "reopened_item": reopened | {"item": case.items.get().pk}}

    def _answers(self, called) -> dict:
        """A mayor who does not come, and the substitute who is summoned in his place."""
        asked = {"meeting": called.pk}
        seat = self.of(Seat).get(body=self.body, on_behalf_of__name="Asker kommune")
        mayor = self.of(Person).get(email=LOGINS["mayor_asker"])
        answers.answer_call(self.actor, called, person=mayor, answer="absent", reason="Bortreist")
        vara = seat.appointments.present().get(kind="substitute").person
        summons = answers.summon(self.actor, called, seat=seat, person=vara)
        with history.recording(self.actor, "test.link", called):
            (link,) = answermails.answer_links(called, [mayor]).values()
        return {
            "asked": asked | {"person": mayor.pk},
            "meeting_seat": asked | {"seat": seat.pk},
            "summons": asked | {"answer": summons.pk},
            "answer_link": {"token": token_of(link)},
            **self._roll(called, seat, vara),
        }

    def _roll(self, called, seat, vara) -> dict:
        """Who is there: the substitute, and two guests, of whom one was none."""
        later = clock.oslo(called.day)
        stay = attendance.seat_person(self.actor, called, seat=seat, person=vara, at=later)
        guests = [
            attendance.admit(self.actor, called, capacity="guest", name=each, at=later)
            for each in ("Ola Gjest", "Ingen")
        ]
        attendance.remove_stay(self.actor, guests[1], at=later)
        return {
            "stay": {"meeting": called.pk, "stay": stay.pk},
            "removed_stay": {"meeting": called.pk, "pk": guests[1].pk},
        }

    def _case(self, case) -> dict:
        return {"year": case.year, "sequence": case.sequence}

    # ---- Platform and plan ----

    def _plan(self) -> dict:
        actor = self.actor
        self.plan = self.of(ActionPlan).get(year=2016, cooperation=self.main)
        plans.publish_plan(actor, self.plan)
        self._receiver()
        draft = plans.create_plan(actor, cooperation=self.main, year=2019, title="Handlingsplan 2019")
        khs = self.of(Cooperation).get(slug="khs")
        plans.create_plan(actor, cooperation=khs, year=2021, title="KHS 2021")
        dropped = plans.create_plan(actor, cooperation=self.main, year=2023, title="Handlingsplan 2023")
        plans.remove_plan(actor, dropped)
        activity = Activity.objects.of_plan(self.plan).first()
        removed = Measure.objects.of_plan(self.plan).last()
        plan_bin.remove_row(actor, removed, reason="Et tiltak i papirkurven")
        platform = self.of(StrategicPlatform).get(pk=self.plan.platform_id)
        point, year = {"platform": platform.pk, "kind": "punkt"}, {"year": 2016}
        row = year | {"kind": "aktivitet", "pk": activity.pk}
        return self._links(activity, row) | {
            "plan": year,
            "adopted_plan": {"year": 2018},
            "draft_plan": {"year": draft.year},
            "khs_draft": {"year": 2021},
            "removed_plan": {"pk": dropped.pk},
            "plan_act": year | {"act": "avpubliser"},
            "status": year | {"period": "t1"},
            "status_of": year | {"period": "t1", "pk": activity.pk},
            "section": year | {"pk": activity.section_id},
            "new_section": year | {"kind": "del"},
            "amendment": year | {"number": 1},
            "change_of_nobody": year | {"change": UUID(int=7)},
            "row": row,
            "activity": year | {"pk": activity.pk},
            **self._fees(year),
            **self._registers(),
            "money_line": year | {"kind": "finansiering", "pk": FundingLine.objects.of_plan(self.plan).first().pk},
            "removed_row": year | {"kind": "tiltak", "pk": removed.pk},
            "platform": {"pk": platform.pk},
            "new_point": point,
            "point": point | {"pk": platform.points.present().first().pk},
            "point_act": point | {"pk": platform.points.present().first().pk, "act": "ned"},
        }

    def _governing(self, case) -> dict:
        """An opened document and a closed one, each with a version that has a file, and what lies in the bin."""
        made = {}
        for name in ("governing", "closed_governing"):
            row = governing.create_document(
                self.actor, cooperation=self.main, kind="1_statutes", title="Alliansens vedtekter"
            )
            version = governing.add_version(
                self.actor, row, label="2010", upload=ContentFile(PDF, name="vedtekter.pdf")
            )
            made |= {name: {"document": row.pk}, f"{name}_version": {"document": row.pk, "version": version.pk}}
            if name == "governing":
                governing.open_document(self.actor, row)
                tie = governing.tie_case(self.actor, case, document=row, kind="adopts")
                gone = governing.remove_version(self.actor, governing.add_version(self.actor, row, label="1992"))
        dropped = governing.create_document(
            self.actor, cooperation=self.main, kind="9_other", title="Ført på feil sted"
        )
        governing.remove_document(self.actor, dropped)
        return made | {
            "removed_governing": {"document": dropped.pk},
            "removed_governing_version": {"document": gone.document_id, "version": gone.pk},
            "case_document": self._case(case) | {"tie": tie.pk},
        }

    def _links(self, activity: Activity, row: dict) -> dict:
        """A row that leads to cases, one link of it in the bin, and a question that nobody has brought up."""
        cases = list(self.of(Case).filter(access="public").order_by("year", "sequence")[:2])
        kept, dropped = (links.add_link(self.actor, activity, kind="follows", case=case) for case in cases)
        links.remove_link(self.actor, dropped)
        values = {"title": "Skal vi spørre?", "mode": "question", "reason": "Et spørsmål"}
        asked = activities.create_activity(self.actor, section=activity.section, **values)
        return {
            "row_link": row | {"link": kept.pk},
            "removed_row_link": row | {"link": dropped.pk},
            "question": {"year": row["year"], "pk": asked.pk},
        }

    def _fees(self, year: dict) -> dict:
        """A run of fees of each kind: sent, a draft, one in the bin."""
        member = self.of(Organisation).get(name="Asker kommune")
        owed = MemberFee(member.pk, member.name, "", "", "", [ClaimLine("Kontingent", None, None, Decimal(1))])
        found = {}
        for name in ("fee_run", "draft_fee_run", "removed_fee_run"):
            values = {"title": name, "due_on": date(2018, 3, 31), "reckoning": Reckoning((), (owed,))}
            found[name] = feeruns.make_fee_run(self.actor, cooperation=self.main, year=2016, **values)
        feeruns.send_fee_run(self.actor, found["fee_run"])
        feeruns.remove_fee_run(self.actor, found["removed_fee_run"])
        claim = found["fee_run"].claims.first()
        return {name: year | {"pk": run.pk} for name, run in found.items()} | {"fee_claim": year | {"pk": claim.pk}}

    def _registers(self) -> dict:
        """A row of each register, and one in its bin."""
        giver = self.of(Organisation).get(name="Innovasjon Norge")
        values = {"cooperation": self.main, "giver": giver, "year": 2018}
        rows = [applications.create_application(self.actor, title=title, **values) for title in ("Ny", "Lagt bort")]
        applications.remove_application(self.actor, rows[1])
        return (
            self._projects(giver)
            | self._networks(giver)
            | self._gatherings()
            | {
                "application": {"pk": rows[0].pk},
                "application_act": {"pk": rows[0].pk, "act": "send"},
                "removed_application": {"pk": rows[1].pk},
            }
        )

    def _projects(self, partner) -> dict:
        rows = [projects.create_project(self.actor, cooperation=self.main, name=name) for name in ("Pilot", "Borte")]
        part = projects.add_partner(self.actor, project=rows[0], organisation=partner)
        projects.remove_project(self.actor, rows[1])
        return self._samples_of("project", "parter", rows, part)

    def _networks(self, member) -> dict:
        rows = [networks.create_network(self.actor, cooperation=self.main, name=name) for name in ("Åpent", "Borte")]
        part = networks.add_member(self.actor, network=rows[0], organisation=member)
        networks.remove_network(self.actor, rows[1])
        return self._samples_of("network", "medlemmer", rows, part)

    def _gatherings(self) -> dict:
        """One that comes, with somebody on its list, one of today, a draft, and one in the bin."""
        values = {"cooperation": self.main, "audience": "public", "capacity": 3}
        days = (date(2018, 5, 3), self.actor.on, date(2018, 6, 1), date(2018, 6, 2))
        rows = [gatherings.create_gathering(self.actor, title=f"Seminar {day:%d}", day=day, **values) for day in days]
        found = {}
        for name, row in (("sign_up_today", rows[1]), ("sign_up", rows[0])):
            gatherings.open_gathering(self.actor, row)
            guest = signups.enrol(self.actor, row, name="Gry Gjest", email="gry@gjest.example")
            found[name] = {"pk": row.pk, "sign_up": guest.pk}
        gatherings.remove_gathering(self.actor, rows[3])
        return found | {
            "gathering": {"pk": rows[0].pk},
            "gathering_act": {"pk": rows[0].pk, "act": "steng"},
            "gathering_today": {"pk": rows[1].pk},
            "draft_gathering": {"pk": rows[2].pk},
            "removed_gathering": {"pk": rows[3].pk},
            "own_sign_up": {"token": sign_up_token(guest)},
        }

    @staticmethod
    def _samples_of(kind: str, word: str, rows, part) -> dict:
        below = {"parent": rows[0].pk, "part": word}
        return {
            kind: {"pk": rows[0].pk},
            f"removed_{kind}": {"pk": rows[1].pk},
            f"{kind}_parts": below,
            f"{kind}_part": below | {"pk": part.pk},
            f"{kind}_part_act": below | {"pk": part.pk, "act": "fjern"},
        }

    def _receiver(self) -> None:
        """Somebody outside who is sent documents: reads what is published, and is a stranger to the rest."""
        person = people.create_person(self.actor, given_name="Mona", family_name="Mottaker", email=LOGINS[RECEIVER])
        people.give_login(self.actor, person, email=LOGINS[RECEIVER])
        people.give_role(self.actor, person=person, role="receiver")

    # ---- Paper ----

    def _paper(self) -> dict:
        draft = making.make_report(self.actor, self.plan, Period.T1, state=DocumentState.DRAFT)
        final = making.make_report(self.actor, self.plan, Period.AAR, state=DocumentState.FINAL)
        for document in (draft, final):
            file_of(document, "pdf")
        publishing.publish_report(self.actor, final)
        secretary = self.of(Person).get(email=LOGIN_OF_JOB)
        job = making.order_pdf(load_actor(self.alliance, secretary.user), making.freeze_plan(self.plan), "/")
        failed = Job(kind=job.kind, title="PDF", state="failed", arguments={"n": 0}, asked_by=secretary)
        return {
            **self._mails(),
            "invitation": self._invitation(),
            "mail_template": {"event": "meeting.called", "language": "nb"},
            "job": {"pk": job.pk},
            "failed_job": {"pk": make(self.alliance, failed).pk},
            "draft_document": {"pk": draft.pk},
            "final_document": {"pk": final.pk},
            "report": {"year": 2016, "period": Period.T1},
            "published_report": {"year": 2016, "period": Period.AAR},
        }

    def _invitation(self) -> dict:
        person = people.create_person(self.actor, given_name="Ny", family_name="Invitert", email="ny@land.example")
        return {"token": token_of(invite(self.actor, person).link)}

    def _mails(self) -> dict:
        """A mail that waits and one that is sent, to someone without a login among the roles."""
        person = self.of(Person).filter(user=None).first()
        values = {"person": person, "address": "x@vestregionen.example", "event": "mail.test", "language": "nb"}
        values |= {"subject": "Prøve", "body": "Hei", "queued_at": clock.now()}
        rows = {"mail": "held", "sent_mail": "sent"}
        return {
            name: {"pk": make(self.alliance, OutgoingMail(key=name, state=state, **values)).pk}
            for name, state in rows.items()
        }


LOGIN_OF_JOB = "sekretariat@vestregionen.example"


def quick_print() -> dict:
    """Renderers that give a few bytes at once: these tests are about who reads, not about paper."""
    return {
        key: lambda document: Rendered(b"%PDF-1.7 " + document.sha256.encode(), "application/pdf", 3)
        for key in rendering._renderers
    }
