"""The worker of django-tasks-db, made to last: it waits for a database that is gone, and goes on by itself."""

import logging
import time
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.management.commands.db_worker import Worker

from governance import clock, daily

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between tries
ROUND_AFTER = timedelta(minutes=2)  # long enough for what stopped to be known as silent


class LastingWorker(Worker):
    """What was running when the database went is a silent job, and is tried again (governance/jobs.py). What the queue
    lost with it, or with a worker that was killed, is found by a round of chores soon after each start."""

    orders_chores = False
    has_begun = False

    def run(self) -> None:
        while True:
            try:
                if self.orders_chores:
                    self._order_chores()
                return super().run()
            except (OperationalError, InterfaceError) as error:
                if self.batch:
                    raise
                logger.warning("The database does not answer (%s); next try in %s s", type(error).__name__, PAUSE)
                connections.close_all()
                time.sleep(PAUSE)

    def _order_chores(self) -> None:
        """At the start now, afterwards for the night: an outage in the middle of the night must not be the last one."""
        now = clock.now()
        daily.schedule(daily.next_night(now) if self.has_begun else now)
        daily.order_round(now + ROUND_AFTER)
        self.has_begun = True
