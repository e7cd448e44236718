"""An attachment waits with the draft of its paper: each file tells when it was sent to the members.

What the members could read before this stays readable: files of treatments that were called count as sent, on the day
the paper was sent, or the meeting called.
"""

from django.db import migrations, models
from django.utils import timezone


def mark_sent(apps, schema_editor):
    Attachment = apps.get_model('governance', 'Attachment')
    Version = apps.get_model('governance', 'AttachmentVersion')
    called = models.Q(item__number_sequence__isnull=False) | models.Q(item__registered=True)
    rows = Attachment.objects.filter(called, item__state__in=['numbered', 'treated', 'postponed', 'withdrawn'])
    for attachment in rows.select_related('item__meeting').order_by('pk'):
        item = attachment.item
        paper = item.papers.filter(sent_at__isnull=False).order_by('sent_at').first()
        at = paper.sent_at if paper else (item.meeting and item.meeting.called_at) or timezone.now()
        Attachment.objects.filter(pk=attachment.pk).update(sent_at=at)
        Version.objects.filter(attachment=attachment.pk).update(sent_at=at)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='sent_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt'),
        ),
        migrations.AddField(
            model_name='attachmentversion',
            name='sent_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt'),
        ),
        migrations.AddField(
            model_name='historicalattachment',
            name='sent_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt'),
        ),
        migrations.AddField(
            model_name='historicalattachmentversion',
            name='sent_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sendt'),
        ),
        migrations.RunPython(mark_sent, migrations.RunPython.noop),
    ]
