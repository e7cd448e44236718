"""On PostgreSQL a new text goes into the full-text index at once, and not into a list that each search reads through first
(a millisecond for each question; docs/performance.md)."""

from django.db import migrations


def at_once(apps, schema_editor):
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('ALTER INDEX governance_search_vector SET (fastupdate = off)')
        schema_editor.execute("SELECT gin_clean_pending_list('governance_search_vector'::regclass)")


def by_list(apps, schema_editor):
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('ALTER INDEX governance_search_vector RESET (fastupdate)')


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0012_newest_words'),
    ]

    operations = [
        migrations.RunPython(at_once, by_list),
    ]
