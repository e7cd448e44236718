"""Migrations that move data: what they do to rows that are there; and that every migration can be undone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from governance.models import Attachment, AttachmentVersion, Case
from governance.services import agenda, files, papers
from tests.governance.casefile import pdf

OURS = {"governance", "actionplan", "health", "culture"}


def test_every_migration_can_be_undone():
    migrations = [each for (app, _name), each in MigrationLoader(None).disk_migrations.items() if app in OURS]
    assert len(migrations) > 10
    stuck = [f"{each}: {one}" for each in migrations for one in each.operations if not one.reversible]
    assert not stuck


@pytest.mark.django_db
def test_what_the_members_could_read_counts_as_sent(secretary, attachment, called, executives):
    """The rows as they were before the migration knew when a file was sent, and its function asked of them: to take the
    tables themselves back through every later migration takes a minute, and Django tests that."""
    waiting = agenda.add_item(secretary, case=called.case, body=executives)
    unsent = files.add_attachment(secretary, waiting, upload=pdf())
    files.add_version(secretary, attachment, upload=pdf())
    for model in (Attachment, AttachmentVersion):
        model.objects.update(sent_at=None)
    import_module("governance.migrations.0002_attachment_sent").mark_sent(apps, schema_editor=None)
    sent_at = papers.latest_sent(called).sent_at
    assert dict(Attachment.objects.values_list("pk", "sent_at")) == {attachment.pk: sent_at, unsent.pk: None}
    versions = AttachmentVersion.objects.order_by("number").values_list("attachment", "number", "sent_at")
    assert set(versions) == {(attachment.pk, 1, sent_at), (attachment.pk, 2, sent_at), (unsent.pk, 1, None)}


@pytest.mark.django_db
def test_a_legal_basis_that_is_recognised_gets_its_ground(secretary, case, attachment):
    bases = {"offl. § 14": "14", "Offl. §23": "23", "offl. § 13, jf. helsepersonelloven": "", "avtale": ""}
    for basis, ground in bases.items():
        for model in (Case, Attachment):
            model.objects.update(access="exempt", legal_basis=basis, ground="")
        import_module("governance.migrations.0024_exemptions").name_grounds(apps, schema_editor=None)
        assert {Case.objects.get().ground, Attachment.objects.get().ground} == {ground}, basis
