"""A job's life: ordered, started, followed, finished, failed, silent, tried again."""

import errno
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from governance import clock, history, jobs
from governance.access import system_actor
from governance.choices import JobState
from governance.models import Event, Job


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(jobs, "_kinds", {})


@pytest.fixture
def order(secretary, django_capture_on_commit_callbacks):
    """`order(work)`: register the work, order it as the secretary and let it run; gives the job as it stands then."""

    def order_work(work, **arguments):
        jobs.register_job("print", work)
        with django_capture_on_commit_callbacks(execute=True):
            job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments=arguments)
        job.refresh_from_db()
        return job

    return order_work


def test_a_job_runs_and_tells_where_the_result_is(order, secretary):
    def work(job, progress):
        progress.say("Setter sammen", 40)
        assert Job.objects.get().progress == 40
        return f"/resultat/{job.arguments['n']}/"

    job = order(work, n=7)
    assert (job.state, job.progress, job.attempts, job.result_url) == ("done", 100, 1, "/resultat/7/")
    assert job.asked_by == secretary.person
    assert list(Event.objects.order_by("at").values_list("act", flat=True))[-3:] == [
        "job.enqueue",
        "job.start",
        "job.done",
    ]


def test_signs_of_life_leave_no_history(order):
    job = order(lambda job, progress: [progress.say("x", n) for n in range(50)] and "/x/")
    assert job.history.count() == 3  # ordered, started, done


@pytest.mark.parametrize("kind", [jobs.JobFailed, history.Refused, PermissionDenied])
def test_a_plain_refusal_is_the_reason(order, kind):
    def work(job, progress):
        raise kind("Planen har ingen deler.")

    job = order(work)
    assert (job.state, job.failure) == ("failed", "Planen har ingen deler.")


def test_a_surprise_is_logged_and_said_without_technical_words(order, expect_error_log):
    expect_error_log("governance.jobs", "failed")

    def work(job, progress):
        raise ZeroDivisionError("division by zero")

    job = order(work)
    assert job.state == JobState.FAILED
    assert str(job.pk)[:8] in job.failure
    assert "division" not in job.failure


def test_the_work_is_done_with_the_rights_of_the_one_who_asked(order, secretary):
    seen = []
    order(lambda job, progress: seen.append(jobs.actor_of(job)) or "/x/")
    assert seen[0].person == secretary.person
    assert seen[0].edits_everything


def _take_login(person):
    history.save(person, {"user": None})


def _lock_login(person):
    person.user.is_active = False
    person.user.save()


def _end_roles(person):
    history.remove(person.roles.get())


@pytest.mark.parametrize("lose", [_take_login, _lock_login, history.remove, _end_roles])
def test_who_can_no_longer_log_in_has_nothing_done_for_her(alliance, secretary, lose):
    runs = []
    jobs.register_job("print", lambda job, progress: runs.append(1) or "/x/")
    job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={})
    with history.recording(system_actor(alliance), "test.lose", secretary.person):
        lose(secretary.person)
    jobs.run_job.call(str(job.pk))
    job.refresh_from_db()
    assert runs == []
    assert job.state == JobState.FAILED
    assert "Sara Sekretær" in job.failure
    with pytest.raises(jobs.JobFailed):
        jobs.actor_of(job)


def test_what_nobody_asked_for_is_done_by_the_system(alliance):
    seen = []
    jobs.register_job("print", lambda job, progress: seen.append(jobs.actor_of(job)) or "/x/")
    job = jobs.enqueue(system_actor(alliance), kind="print", title="Lag PDF", arguments={})
    jobs.run_job.call(str(job.pk))
    assert seen[0].is_system


def test_the_same_work_ordered_twice_is_one_job(secretary):
    jobs.register_job("print", lambda job, progress: "/x/")
    first = jobs.enqueue(secretary, kind="print", title="A", arguments={"n": 1})
    assert jobs.enqueue(secretary, kind="print", title="A", arguments={"n": 1}) == first
    assert jobs.enqueue(secretary, kind="print", title="A", arguments={"n": 2}) != first


def test_a_finished_job_does_not_stand_in_the_way(order, secretary):
    done = order(lambda job, progress: "/x/", n=1)
    assert jobs.enqueue(secretary, kind="print", title="A", arguments={"n": 1}) != done


def test_an_unknown_kind_is_refused(secretary):
    with pytest.raises(KeyError):
        jobs.enqueue(secretary, kind="dance", title="A", arguments={})


def test_a_job_is_registered_once():
    jobs.register_job("print", print)
    jobs.register_job("print", print)
    with pytest.raises(ValueError, match="twice"):
        jobs.register_job("print", len)


def test_only_a_waiting_job_starts(order):
    runs = []
    job = order(lambda job, progress: runs.append(1) or "/x/")
    jobs.run_job.call(str(job.pk))
    jobs.run_job.call("00000000-0000-0000-0000-000000000000")
    assert runs == [1]


# ---- silent jobs ----


@pytest.fixture
def silent(alliance, secretary):
    """`silent(attempts, seconds)`: a running job that was last heard of so many seconds ago."""

    def make_silent(attempts, seconds):
        jobs.register_job("print", lambda job, progress: "/x/")
        job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={"n": 1})
        heard = clock.now() - timedelta(seconds=seconds)
        with history.recording(system_actor(alliance), "test.start", job):
            return history.save(job, {"state": "running", "attempts": attempts, "heartbeat_at": heard, "progress": 30})

    return make_silent


@pytest.mark.parametrize(
    ("attempts", "seconds", "state", "dealt_with"),
    [(1, 59, "running", 0), (1, 61, "queued", 1), (2, 59, "running", 0), (2, 61, "failed", 1)],
)
def test_a_silent_job_is_tried_once_more_and_then_stopped(silent, attempts, seconds, state, dealt_with):
    job = silent(attempts, seconds)
    assert jobs.retry_stale_jobs() == dealt_with
    job.refresh_from_db()
    assert job.state == state
    assert bool(job.failure) == (state == "failed")


def test_the_second_try_may_succeed(silent, django_capture_on_commit_callbacks):
    job = silent(1, 300)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry_stale_jobs()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result_url) == ("done", 2, "/x/")


def test_retrying_can_be_limited_to_one_alliance(silent, other_alliance):
    silent(1, 300)
    assert jobs.retry_stale_jobs(alliance=other_alliance) == 0


def test_a_late_success_counts_and_a_late_failure_does_not(silent):
    job = silent(2, 300)
    jobs.retry_stale_jobs()
    jobs._finish(job, JobState.FAILED, failure="for sent")
    job.refresh_from_db()
    assert "to ganger" in job.failure
    jobs._finish(job, JobState.DONE, result_url="/kom/")
    job.refresh_from_db()
    assert (job.state, job.result_url) == ("done", "/kom/")


def test_only_signs_of_life_go_past_the_history(silent):
    with pytest.raises(ValueError, match="belong in its history"):
        history.beat(silent(1, 1), state="done")


def test_who_sees_a_job(silent, secretary, admin, mayor_asker, outsider):
    job = silent(1, 1)
    assert [job in Job.objects.visible_to(actor) for actor in (secretary, admin, mayor_asker, outsider, None)] == [
        True,
        True,
        False,
        False,
        False,
    ]


# ---- tried again by a person ----


def fail(job, progress):
    raise jobs.JobFailed("Fant ikke skriften.")


def replace_work(monkeypatch, work):
    monkeypatch.setitem(jobs._kinds, "print", work)


def test_what_failed_is_tried_again_for_whoever_asked(
    order, secretary, admin, monkeypatch, django_capture_on_commit_callbacks
):
    job = order(fail)
    replace_work(monkeypatch, lambda job, progress: "/x/")
    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry(admin, job)
    job.refresh_from_db()
    assert (job.state, job.failure, job.result_url, job.asked_by) == ("done", "", "/x/", secretary.person)
    assert "job.retry" in Event.objects.values_list("act", flat=True)


@pytest.mark.parametrize("who", ["mayor_asker", "reader", "outsider"])
def test_others_do_not_try_again(request, order, who):
    job = order(fail)
    with pytest.raises(PermissionDenied):
        jobs.retry(request.getfixturevalue(who), job)


def test_what_has_not_failed_is_not_tried_again(order, secretary):
    done = order(lambda job, progress: "/x/")
    with pytest.raises(PermissionDenied, match="ikke stoppet"):
        jobs.retry(secretary, done)


def test_the_same_work_is_not_ordered_twice(order, secretary):
    job = order(fail, n=1)
    jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={"n": 1})
    with pytest.raises(history.Refused, match="alt bestilt"):
        jobs.retry(secretary, job)


class TestMyPage:
    """The secretariat is told what failed, whoever ordered it, until it is made."""

    HOME = "/vestregionen/"

    @pytest.fixture
    def failed(self, alliance, django_capture_on_commit_callbacks):
        """`failed(n, days)`: work that the system ordered and that failed so many days ago."""
        jobs.register_job("print", fail)

        def make_failed(n, days=0):
            with django_capture_on_commit_callbacks(execute=True):
                job = jobs.enqueue(system_actor(alliance), kind="print", title=f"PDF nr. {n}", arguments={"n": n})
            job.refresh_from_db()
            history.beat(job, heartbeat_at=clock.now() - timedelta(days=days))
            return job

        return make_failed

    def test_failed_work_is_listed_for_a_week(self, client_of, secretary, failed):
        jobs_made = [failed(1, days=6), failed(2, days=8)]
        text = client_of(secretary).get(self.HOME).text
        assert "Fant ikke skriften." in text
        assert f"/jobber/{jobs_made[0].pk}/igjen/" in text
        assert "PDF nr. 2" not in text

    def test_it_is_gone_when_it_has_been_ordered_anew(self, client_of, secretary, alliance, failed):
        failed(1, days=1)
        jobs.enqueue(system_actor(alliance), kind="print", title="PDF nr. 1", arguments={"n": 1})
        assert "Ble ikke laget" not in client_of(secretary).get(self.HOME).text

    def test_the_same_work_that_failed_twice_is_listed_once(self, client_of, secretary, failed):
        failed(1, days=2)
        failed(1, days=1)
        assert client_of(secretary).get(self.HOME).text.count("Fant ikke skriften.") == 1

    @pytest.mark.parametrize("who", ["reader", "mayor_asker", "coordinator"])
    def test_others_are_not_bothered(self, request, client_of, failed, who):
        failed(1)
        assert "PDF nr. 1" not in client_of(request.getfixturevalue(who)).get(self.HOME).text

    def test_the_button_tries_again(
        self, client_of, secretary, failed, monkeypatch, django_capture_on_commit_callbacks
    ):
        job = failed(1)
        replace_work(monkeypatch, lambda job, progress: "/x/")
        with django_capture_on_commit_callbacks(execute=True):
            response = client_of(secretary).post(f"/vestregionen/jobber/{job.pk}/igjen/")
        assert response["Location"] == f"/vestregionen/jobber/{job.pk}/"
        job.refresh_from_db()
        assert job.state == "done"
        assert "/igjen/" not in client_of(secretary).get(response["Location"]).text


# ---- the queue ----


def test_where_a_person_waits_her_work_goes_first(secretary, alliance, settings):
    """The queue takes the higher priority first; what an act ordered stands behind what somebody wants."""
    queue = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    settings.TASKS = {"default": queue}
    jobs.register_job("print", lambda job, progress: "/x/")
    for_all = jobs.enqueue(system_actor(alliance), kind="print", title="A", arguments={"n": 1})
    hers = jobs.enqueue(secretary, kind="print", title="B", arguments={"n": 2})
    waiting = DBTaskResult.objects.order_by(*DBTaskResult._meta.ordering)
    assert [task.args_kwargs["args"] for task in waiting] == [[str(hers.pk)], [str(for_all.pk)]]


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def _ready(task):
    return DBTaskResult.objects.filter(task_path=task.module_path, status="READY")


def _take():
    """What a worker does with the place of a job: it is taken, then the work is done."""
    place = _ready(jobs.run_job).get()
    place.claim("worker")
    return place.args_kwargs["args"][0]


def test_a_full_disk_puts_a_job_back_until_there_is_room(queue, secretary, client_of):
    room = []

    def work(job, progress):
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return "/x/"

    jobs.register_job("print", work)
    job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={})
    for _attempt in range(3):  # more often than a job that falls silent is tried
        before = clock.now()
        jobs.run_job.call(_take())
        job.refresh_from_db()
        assert (job.state, job.attempts, job.failure) == ("queued", 0, "")
        assert _ready(jobs.run_job).get().run_after >= before + jobs.WAIT_FOR_ROOM
        page = client_of(secretary).get(f"/vestregionen/jobber/{job.pk}/")
        assert "ikke plass til mer" in page.text
    room.append(True)
    jobs.run_job.call(_take())
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result_url, job.step) == ("done", 1, "/x/", "")


def test_a_job_that_fell_out_of_the_queue_is_sent_again(queue, secretary):
    """Its place was taken, and the database went before the work began."""
    jobs.register_job("print", lambda job, progress: "/x/")
    job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={})
    later = clock.now() + timedelta(minutes=2)
    assert jobs.send_lost_jobs(now=later) == 0  # it has its place
    _take()
    assert jobs.send_lost_jobs() == 0  # a worker has just reached for it
    assert jobs.send_lost_jobs(now=later) == 1
    assert jobs.send_lost_jobs(now=later) == 0
    jobs.run_job.call(_take())
    job.refresh_from_db()
    assert job.state == "done"
    assert jobs.send_lost_jobs(now=later) == 0
