"""Slow work: a Job row that people can follow, carried out by a worker.

Apps register what a kind of job does; `enqueue` writes the row and hands it to the queue. While the work goes on, the
row gets a heartbeat. One that falls silent for a minute is tried once more, then stopped with the reason. One that
met a full disk goes back into the queue and is tried until there is room.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from governance import announcements, clock, history
from governance.access import Actor, load_actor, system_actor
from governance.choices import JobState
from governance.models import Job
from governance.operation.fulldisk import is_full
from governance.services.claims import claim

logger = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=60)
BEAT_EVERY = 10  # seconds
MAX_ATTEMPTS = 2
WAIT_FOR_ROOM = timedelta(minutes=2)
NOBODY_WAITS = -10  # against the queue's own 0
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)

Work = Callable[[Job, "Progress"], str]
_kinds: dict[str, Work] = {}


class JobFailed(Exception):
    """The work could not be done; the message is a sentence for the person who asked."""


class Progress:
    """What the work says of itself while it goes on."""

    def __init__(self, job: Job):
        self.job = job

    def say(self, step: str, percent: int) -> None:
        """Show what is being done (a few words) and how much is done (0 to 100)."""
        history.beat(self.job, step=step[:200], progress=max(0, min(percent, 100)), heartbeat_at=clock.now())


def register_job(kind: str, work: Work) -> None:
    """Say what jobs of a kind do: `work(job, progress)` returns the address of the result. Called from ready()."""
    if _kinds.setdefault(kind, work) is not work:
        raise ValueError(f"The job {kind!r} is registered twice.")


def enqueue(actor, *, kind: str, title: str, arguments: dict, at=None) -> Job:
    """Order slow work. The same work ordered again while it is unfinished is the job that is already there.

    `arguments` are plain JSON values. Raises KeyError for a kind nobody registered. Whoever orders has asked `require`.
    Within another act it comes last: the alliance is held until the act is done.
    """
    if kind not in _kinds:
        raise KeyError(kind)
    job = Job(kind=kind, title=title, arguments=arguments, asked_by=actor.person, heartbeat_at=clock.now())
    with history.recording(actor, "job.enqueue", job, at=at):
        history.lock(actor.alliance, weak=True)  # an act that orders much must not keep the whole alliance waiting
        waiting = Job.objects.of(actor.alliance).filter(kind=kind, state__in=UNFINISHED, asked_by=actor.person)
        same = waiting.filter(arguments=arguments).first()
        if same is None:
            _send(history.create(job))
        return same or job


def retry(actor, job: Job, *, at=None) -> Job:
    """Put a job that failed back in the queue, for whoever asked for it. Refused while the same work waits already."""
    with history.recording(actor, "job.retry", job, at=at):
        claim(actor, "job.retry", job)
        if any(same_work(job, other) for other in Job.objects.of(job.alliance).filter(state__in=UNFINISHED)):
            raise history.Refused(_("Arbeidet er alt bestilt på nytt, og er ikke ferdig ennå."))
        fresh = {"attempts": 0, "progress": 0, "step": "", "failure": "", "heartbeat_at": clock.now()}
        history.save(job, {"state": JobState.QUEUED, **fresh})
        _send(job)
        return job


def same_work(one: Job, other: Job) -> bool:
    return (one.kind, one.arguments) == (other.kind, other.arguments)


def _send(job: Job, *, at=None) -> None:
    """Give the job to the queue. A queue in the database takes it in this transaction, so neither exists without the
    other; a backend that works at once must wait for the commit. Where a person waits, her work goes first."""
    task = run_job if job.asked_by_id else run_job.using(priority=NOBODY_WAITS)
    if at is not None and run_job.get_backend().supports_defer:
        task = task.using(run_after=at)
    give = partial(task.enqueue, str(job.pk))
    if run_job.get_backend().supports_defer:
        give()
    else:
        transaction.on_commit(give)


def actor_of(job: Job) -> Actor:
    """Who the work is done for, with the rights she has now; the system where no person asked.

    Raises JobFailed when the one who asked has no way in any more: nothing is done in her name, or with other rights.
    """
    person = job.asked_by
    if person is None:
        return system_actor(job.alliance)
    if person.user is not None and person.user.is_active:
        actor = load_actor(job.alliance, person.user)
        if actor.is_known:
            return actor
    reason = _("{name} har ikke lenger tilgang, så arbeidet er stoppet. Bestill det på nytt hvis det fortsatt trengs.")
    raise JobFailed(reason.format(name=person))


@task()
def run_job(job_id: str) -> None:
    """Carry out one job, unless it has been started or finished already."""
    job = Job.objects.select_related("alliance", "asked_by__user").filter(pk=job_id).first()
    if job is None or not _start(job):
        return None
    try:
        actor_of(job)  # also work that asks for no rights of its own
        with _beating(job):
            result_url = _kinds[job.kind](job, Progress(job))
    except (JobFailed, history.Refused, PermissionDenied) as refused:
        _finish(job, JobState.FAILED, failure=str(refused))
    except Exception as error:
        if is_full(error) and run_job.get_backend().supports_defer:
            return _wait_for_room(job)
        logger.exception("Job %s (%s) failed", job.pk, job.kind)
        reason = _("Noe gikk galt under arbeidet. Prøv igjen, og oppgi nummeret {number} hvis det gjentar seg.")
        _finish(job, JobState.FAILED, failure=reason.format(number=str(job.pk)[:8]))
    else:
        _finish(job, JobState.DONE, result_url=result_url, progress=100, step="")


def retry_stale_jobs(*, alliance=None, now=None) -> int:
    """Deal with running jobs that have given no sign of life for a minute: one more try, then stopped.

    Returns how many. Safe at any time and by several at once: called each day, and when a job's page is looked at.
    """
    limit = (now or clock.now()) - STALE_AFTER
    rows = Job.objects.present().filter(state=JobState.RUNNING, heartbeat_at__lt=limit).select_related("alliance")
    if alliance is not None:
        rows = rows.filter(alliance=alliance)
    return sum(_retry(job, limit) for job in rows)


def send_lost_jobs(*, now=None) -> int:
    """Give the queue what stands as queued but has no place there: its place was taken, and then the database went or
    the worker was killed before the work began. Returns how many. One that is sent twice is still done once."""
    if not run_job.get_backend().supports_defer:
        return 0
    rows = Job.objects.present().filter(state=JobState.QUEUED, heartbeat_at__lt=(now or clock.now()) - STALE_AFTER)
    lost = [job for job in rows if not _has_a_place(job)]
    for job in lost:
        _send(job)
    return len(lost)


def _has_a_place(job: Job) -> bool:
    places = DBTaskResult.objects.filter(task_path=run_job.module_path, status="READY")
    return places.filter(args_kwargs__args__0=str(job.pk)).exists()


def _retry(job: Job, limit) -> bool:
    with history.recording(system_actor(job.alliance), "job.stale", job):
        history.lock(job)
        job.refresh_from_db()
        if job.state != JobState.RUNNING or job.heartbeat_at >= limit:
            return False  # it woke up, or someone else dealt with it
        if job.attempts >= MAX_ATTEMPTS:
            failure = _("Arbeidet stoppet to ganger uten å bli ferdig. Prøv igjen senere, eller meld fra til drift.")
            history.save(job, {"state": JobState.FAILED, "failure": failure})
            announcements.job_stopped.tell(job)
        else:
            history.save(job, {"state": JobState.QUEUED, "progress": 0, "step": "", "heartbeat_at": clock.now()})
            _send(job)
        return True


@task()
def watch(job_id: str) -> None:
    """Look after a job that was begun: when its worker was killed, another one finds it here, and nobody has to ask."""
    job = Job.objects.select_related("alliance").filter(pk=job_id, state=JobState.RUNNING).first()
    if job is not None:
        retry_stale_jobs(alliance=job.alliance)
        job.refresh_from_db()
        if job.state == JobState.RUNNING:
            _watch(job)


def _watch(job: Job) -> None:
    if watch.get_backend().supports_defer:
        later = clock.now() + STALE_AFTER + timedelta(seconds=BEAT_EVERY)
        watch.using(run_after=later, priority=NOBODY_WAITS).enqueue(str(job.pk))


def _start(job: Job) -> bool:
    with history.recording(system_actor(job.alliance), "job.start", job):
        history.lock(job)
        job.refresh_from_db()
        if job.state != JobState.QUEUED:
            return False
        started = {"state": JobState.RUNNING, "attempts": job.attempts + 1, "heartbeat_at": clock.now()}
        history.save(job, started)
        _watch(job)
        return True


def _finish(job: Job, state: JobState, **fields) -> None:
    fields = {name: value[:500] if name == "failure" else value for name, value in fields.items()}
    with history.recording(system_actor(job.alliance), f"job.{state}", job):
        history.lock(job)
        job.refresh_from_db()
        # Given up as silent and stopped, it may still come through; good news is then kept, bad news is no news.
        if job.state == JobState.RUNNING or state == JobState.DONE:
            history.save(job, {"state": state, "heartbeat_at": clock.now(), **fields})
            if state == JobState.FAILED:
                announcements.job_stopped.tell(job)


def _wait_for_room(job: Job) -> None:
    """Back into the queue for a while, with the try not counted: when there is room again, nobody has to order it."""
    logger.warning("Job %s (%s) found the disk full; next try in %s", job.pk, job.kind, WAIT_FOR_ROOM)
    with history.recording(system_actor(job.alliance), "job.wait", job):
        history.lock(job)
        job.refresh_from_db()
        if job.state != JobState.RUNNING:
            return
        step = _("Venter: det er ikke plass til mer på tjeneren")
        back = {"state": JobState.QUEUED, "attempts": job.attempts - 1, "progress": 0, "step": step}
        history.save(job, {**back, "heartbeat_at": clock.now()})
        _send(job, at=clock.now() + WAIT_FOR_ROOM)


@contextmanager
def _beating(job: Job):
    """Sign of life every ten seconds from a thread of its own, since the work may wait long for another process."""
    stop = threading.Event()

    def beat():
        while not stop.wait(BEAT_EVERY):
            try:
                history.beat(job, heartbeat_at=clock.now())
            except DatabaseError:  # one beat lost is no death: the next comes in ten seconds, and sixty are allowed
                logger.warning("Job %s could not give a sign of life", job.pk, exc_info=True)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
