"""Migrations that move data: what they do to rows that are there, and that they can be undone."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from governance.models import Attachment, AttachmentVersion
from governance.services import agenda, files, papers
from tests.governance.casefile import pdf

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(name: str):
    MigrationExecutor(connection).migrate([("governance", name)])


@pytest.fixture(autouse=True)
def newest():
    """The newest schema again at the end."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("governance"))


def test_what_the_members_could_read_counts_as_sent(secretary, attachment, called, executives):
    waiting = agenda.add_item(secretary, case=called.case, body=executives)
    unsent = files.add_attachment(secretary, waiting, upload=pdf())
    files.add_version(secretary, attachment, upload=pdf())
    migrate("0001_initial")
    migrate("0002_attachment_sent")
    sent_at = papers.latest_sent(called).sent_at
    assert dict(Attachment.objects.values_list("pk", "sent_at")) == {attachment.pk: sent_at, unsent.pk: None}
    versions = AttachmentVersion.objects.order_by("number").values_list("attachment", "number", "sent_at")
    assert set(versions) == {(attachment.pk, 1, sent_at), (attachment.pk, 2, sent_at), (unsent.pk, 1, None)}
