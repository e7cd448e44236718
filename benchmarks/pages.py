"""The plan of 2016: reading it, opening it for editing, and saving one activity."""

import itertools

from benchmarks.setting import Result, compare, secretary_client

PLAN = "/vestregionen/handlingsplan/2016/"


def plan_read() -> Result:
    return _page("plan_read", PLAN)


def plan_edit() -> Result:
    return _page("plan_edit", f"{PLAN}rediger/")


def my_page() -> Result:
    """What waits, what comes, followed and recent, as the secretary who is asked the most."""
    return _page("my_page", "/vestregionen/")


def agenda_of_40() -> Result:
    """The page on which an agenda is put together, with forty cases."""
    from datetime import timedelta

    from governance.access import system_actor
    from governance.models import Alliance, GoverningBody
    from governance.services import cases, meetings

    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    body = GoverningBody.objects.of(actor.alliance).get(slug="styringsgruppen")
    meeting = meetings.create_meeting(actor, body=body, day=actor.on + timedelta(days=60))
    for number in range(40):
        cases.open_case_on(actor, meeting, title=f"Sak {number}", kind="decision", role="decides")
    return _page("agenda_of_40", f"/vestregionen/moter/{meeting.pk}/saksliste/")


def _page(name: str, address: str) -> Result:
    client = secretary_client()

    def fetch(path):
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")

    return compare(name, lambda: fetch(address), lambda: fetch("/vestregionen/_bare/page/"), promise=4)


def one_edit() -> Result:
    """Each round writes another text, so that neither side may skip the write; all else is sent as the page has it."""
    from actionplan.forms.responsible import key_of
    from actionplan.models import Activity

    activity = Activity._base_manager.filter(section__plan__year=2016, removed_at=None).first()
    partners = [str(row.organisation_id) for row in activity.partners.present()]
    client = secretary_client()
    numbers, versions = itertools.count(), itertools.count(activity.version)
    form = f"{PLAN}rediger/aktivitet/{activity.pk}/"
    bare = f"/vestregionen/_bare/write/{activity.pk}/"

    def save():
        values = {"title": activity.title, "deadline_text": activity.deadline_text, "mode": activity.mode}
        values |= {"note": f"Merknad {next(numbers)}", "reason": "Måling", "measure": activity.measure_id}
        values |= {"responsible": key_of(activity), "partners": partners, "base_partners": ",".join(partners)}
        values["base_version"] = next(versions)
        response = client.post(form, values, headers={"hx-request": "true"})
        if response.status_code != 200:
            raise RuntimeError(f"{form} answered {response.status_code}: {response.content[:2000]!r}")

    def write():
        client.post(bare, {"note": f"Merknad {next(numbers)}"})

    return compare("one_edit", save, write, promise=2)
