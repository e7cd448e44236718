from django_tasks_db.management.commands import db_worker

from governance.operation import heartbeat
from governance.operation.worker import LastingWorker


class Command(db_worker.Command):
    """The command of django-tasks-db with a worker that lasts and gives signs of life; it stands before that one
    because our apps stand before it in INSTALLED_APPS."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--chores", action="store_true", help="order the daily chores at the start")

    def handle(self, *, chores, **options):
        db_worker.Worker = LastingWorker  # the command makes its worker by this name
        LastingWorker.orders_chores = chores
        with heartbeat.beating():
            super().handle(**options)
