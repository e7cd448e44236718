"""Two processes store an election of the same body at the same moment: one wins, the other is shown what changed."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from governance.bodies.election import make_plan, member_field
from governance.models import Appointment, Event, Person, Seat
from tests.cast import make
from tests.governance.jobs.test_killed_worker import ROOT, _database_url

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = date(2019, 10, 1)
ELECTOR = """
import django, json, sys
from datetime import date
django.setup()
from governance.access import load_actor
from governance.history import Refused
from governance.models import Alliance, GoverningBody, User
from governance.services.election import change_seats
told = json.loads(sys.stdin.readline())
actor = load_actor(Alliance.objects.get(pk=told["alliance"]), User.objects.get(pk=told["user"]))
body = GoverningBody.objects.get(pk=told["body"])
print("ready", flush=True)
sys.stdin.readline()
try:
    change_seats(actor, [body], first_day=date(2019, 10, 1), values=told["values"], seen=told["seen"])
    print("stored", flush=True)
except Refused as refused:
    print(refused, flush=True)
"""


@pytest.fixture
def elector():
    """`elector(values, …)`: a process that has looked the plan over, and stores it when it is let go."""
    settings = {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    started = []

    def start(**told):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen([sys.executable, "-c", ELECTOR], cwd=ROOT, env=os.environ | settings, **pipes)
        started.append(process)
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_one_wins_and_the_other_is_shown_what_changed(admin, steering_group, asker, elector, client_of):
    seat = make(admin.alliance, Seat(body=steering_group, on_behalf_of=asker))
    old = make(admin.alliance, Person(given_name="Olga", family_name="Ordfører"))
    make(admin.alliance, Appointment(seat=seat, person=old, valid_from=date(2015, 10, 1)))
    field = member_field(seat)
    seen = make_plan(admin, [steering_group], FIRST, {field: "Eva Ny"}).seen
    told = {"alliance": str(admin.alliance.pk), "user": str(admin.user.pk), "body": str(steering_group.pk)}
    wishes = [{field: name} for name in ("Eva Ny", "Liv Ny")]
    both = [elector(**told, seen=seen, values=values) for values in wishes]
    assert [each.stdout.readline() for each in both] == ["ready\n", "ready\n"]
    for each in both:
        each.stdin.write("go\n")
        each.stdin.flush()
    answers = [each.stdout.readline().strip() for each in both]
    assert sorted(answers) == ["Noen har endret plassene i mellomtiden. Se over forslaget igjen.", "stored"]
    winner = wishes[answers.index("stored")][field]
    assert [row.person.name for row in Appointment.objects.filter(valid_from=FIRST)] == [winner]
    assert [person.name for person in Person.objects.filter(family_name="Ny")] == [winner]
    assert Appointment.objects.get(person=old).valid_to == date(2019, 9, 30)
    assert Event.objects.filter(act="election.apply").count() == 1
    _is_shown(client_of(admin), wishes[1 - answers.index("stored")] | {"seen": seen}, winner)


def _is_shown(client, typed, winner):
    """The page of the one who came second: why it was not stored, and who holds the seat now."""
    sent = {"organ": "styringsgruppen", "first_day": "2019-10-01", "steg": "lagre"} | typed
    answer = client.post("/vestregionen/organer/etter-valget/", sent)
    assert answer.status_code == 422
    assert "Noen har endret plassene i mellomtiden" in answer.text
    assert winner in answer.text
