"""Jobs a person may have to do something about."""

from datetime import timedelta

from governance import clock
from governance.choices import JobState
from governance.jobs import same_work
from governance.models import Job

FAILED_FOR = timedelta(days=7)  # how long my page reminds of what failed


def failed_jobs(actor, shown: int) -> list[Job]:
    """What failed in the last week and has not been ordered anew since, the newest first."""
    recent = Job.objects.visible_to(actor).filter(heartbeat_at__gte=clock.now() - FAILED_FOR)
    failed = list(recent.filter(state=JobState.FAILED))
    if not failed:
        return []
    later = list(recent.filter(heartbeat_at__gt=failed[-1].heartbeat_at))
    stands = [job for job in failed if not any(_replaces(other, job) for other in later)]
    return stands[:shown]


def _replaces(later: Job, job: Job) -> bool:
    return later.heartbeat_at > job.heartbeat_at and same_work(later, job)
