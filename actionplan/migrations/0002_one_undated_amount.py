"""Of each kind a funding line has one amount without a date: NULLs are no duplicates to the constraint that was there.

Of several the one written last stays. The others go to the bin as if someone had removed them, with history and event,
so that they can be read and brought back from there; backwards brings back those that this migration removed.
"""

import uuid

from django.db import migrations, models
from django.db.models import Max
from django.utils import timezone

REASON = 'Det sto flere beløp av samme type uten dato. Det som ble skrevet sist, gjelder.'


def remove_older(apps, schema_editor):
    Entry = apps.get_model('actionplan', 'FundingEntry')
    History = apps.get_model('actionplan', 'HistoricalFundingEntry')
    found = {}
    for entry in Entry.objects.filter(status_date=None, removed_at=None).order_by('pk'):
        found.setdefault((entry.line_id, entry.kind), []).append(entry)
    for entries in (entries for entries in found.values() if len(entries) > 1):
        of_these = History.objects.filter(id__in=[entry.pk for entry in entries])
        written = dict(of_these.order_by().values('id').annotate(at=Max('history_date')).values_list('id', 'at'))
        _newest, *older = sorted(entries, key=lambda entry: (entry.pk in written, written.get(entry.pk)), reverse=True)
        for entry in older:
            _write(apps, entry, 'fundingentry.remove', timezone.now())


def bring_back(apps, schema_editor):
    Entry = apps.get_model('actionplan', 'FundingEntry')
    History = apps.get_model('actionplan', 'HistoricalFundingEntry')
    for row in History.objects.filter(act='fundingentry.remove', reason=REASON):
        # Only where nobody has touched it since.
        entry = Entry.objects.filter(pk=row.id, version=row.version).first()
        if entry is not None:
            _write(apps, entry, 'fundingentry.restore', None)


def _write(apps, entry, act, removed_at):
    """What governance/history.py would do, which knows only the models of today."""
    History = apps.get_model('actionplan', 'HistoricalFundingEntry')
    Event = apps.get_model('governance', 'Event')
    entry.removed_at, entry.version = removed_at, entry.version + 1
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
    type(entry).objects.filter(pk=entry.pk).update(removed_at=entry.removed_at, version=entry.version)
    change = {'change_id': uuid.uuid4(), 'act': act, 'by_name': 'Vestregion', 'reason': REASON}
    # In bulk: one by one, the version field would count the history row as a change of its own.
    History.objects.bulk_create([History(**values, **change, history_date=timezone.now(), history_type='~')])
    label = f'{entry.get_kind_display()} {entry.amount}'
    about = {'object_kind': 'actionplan.fundingentry', 'object_id': str(entry.pk), 'object_label': label}
    Event.objects.create(alliance_id=entry.alliance_id, at=timezone.now(), **change, **about)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0001_initial'),
        ('governance', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(remove_older, bring_back),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True), ('status_date__isnull', True)), fields=('line', 'kind'), name='actionplan_entry_undated_once', violation_error_message='Det finnes allerede et beløp av denne typen uten dato. Endre det beløpet, eller skriv datoen som dette gjelder per.'),
        ),
    ]
