"""The worker of django-tasks-db, made to last: it waits for a database that is gone, and goes on by itself."""

import logging
import time

from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.management.commands.db_worker import Worker

from governance import clock, daily

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between tries


class LastingWorker(Worker):
    """What was running when the database went is a silent job, and is tried again (governance/jobs.py)."""

    orders_chores = False

    def run(self) -> None:
        while True:
            try:
                if self.orders_chores:
                    daily.schedule(clock.now())
                    self.orders_chores = False
                return super().run()
            except (OperationalError, InterfaceError) as error:
                if self.batch:
                    raise
                logger.warning("The database does not answer (%s); next try in %s s", type(error).__name__, PAUSE)
                connections.close_all()
                time.sleep(PAUSE)
