"""The index of the search: rows that hold nothing of their own and are made anew from their sources at any time.

They are written by governance/search/writing.py inside the act that changed the source, without version and history.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import FileTextState
from governance.models.alliance import Alliance
from governance.models.paper import StoredFile
from governance.querysets import FileTextQuerySet


class SearchEntry(models.Model):
    """One text that can be found. The key grows with the day of the text, so that "newest first" is the order of the
    table and of the full-text index on both databases (governance/search/keys.py).

    `title_terms` and `terms` are stems, `scope` the alliance, kind, body and year as terms that no word of a text can
    be. On SQLite the FTS5 table governance_searchentry_fts reads them, on PostgreSQL a generated tsvector.
    """

    id = models.BigAutoField(primary_key=True)  # on SQLite the rowid itself; always given
    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="+", verbose_name=_("allianse"), db_index=False
    )
    kind = models.CharField(_("type"), max_length=20)
    object_id = models.UUIDField(_("rad"))
    body_id = models.UUIDField(_("organ"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    title = models.CharField(_("tittel"), max_length=500)
    text = models.TextField(_("tekst"))
    title_terms = models.TextField(_("stammer i tittelen"))
    terms = models.TextField(_("stammer i teksten"))
    scope = models.TextField(_("hører til"))

    class Meta:
        verbose_name = _("søkerad")
        verbose_name_plural = _("søkerader")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="governance_searchentry_once")]
        indexes = [models.Index(fields=["alliance", "id"], name="governance_search_newest")]

    def __str__(self):
        return f"{self.kind}: {self.title}"


class SearchWord(models.Model):
    """A word that stands in some text of the alliance, with its stem: for spelling and for words inside longer words.

    It says nothing of who may read the text: what is suggested from it is first found among what the actor sees.
    """

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="+", verbose_name=_("allianse"), db_index=False
    )
    word = models.CharField(_("ord"), max_length=60)
    stem = models.CharField(_("stamme"), max_length=60)

    class Meta:
        verbose_name = _("ord i søket")
        verbose_name_plural = _("ord i søket")
        constraints = [models.UniqueConstraint(fields=["alliance", "word"], name="governance_searchword_once")]
        # What is new since last time is asked for by the key; other alliances' words in between are not met.
        indexes = [models.Index(fields=["alliance", "id"], name="governance_word_newest")]

    def __str__(self):
        return self.word


class FileText(models.Model):
    """What a stored file says, read by the worker (governance/search/reading.py). `note` says why it could not be."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+", verbose_name=_("allianse"))
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="read_text", verbose_name=_("fil"))
    state = models.CharField(_("tilstand"), max_length=8, choices=FileTextState.choices, default=FileTextState.WAITING)
    text = models.TextField(_("tekst"), blank=True)
    pages = models.PositiveIntegerField(_("sider"), default=0)
    note = models.CharField(_("merknad"), max_length=300, blank=True)

    objects = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("tekst i fil")
        verbose_name_plural = _("tekst i filer")

    def __str__(self):
        return f"{self.file}: {self.get_state_display()}"
