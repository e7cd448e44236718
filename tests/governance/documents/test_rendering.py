import pytest

from governance.documents import Rendered, content_of, file_of, freeze, register_renderer, rendering
from governance.filing import files
from governance.models import DocumentFile, StoredFile


@pytest.fixture
def printed(monkeypatch):
    """A renderer for the kind "note" that counts how often it is asked."""
    monkeypatch.setattr(rendering, "_renderers", {})
    asked = []

    def render(document):
        asked.append(document)
        return Rendered(str(content_of(document)["text"]).encode(), "text/plain", pages=1)

    register_renderer("note", "txt", render)
    return asked


@pytest.fixture
def note(secretary, cooperation):
    return freeze(
        secretary,
        kind="note",
        subject="x",
        cooperation=cooperation,
        title="Ærlig å være",
        content={"text": "hei"},
        state="draft",
        schema_version=1,
    )


def test_a_file_is_made_once_and_kept(note, printed):
    first, again = file_of(note, "txt"), file_of(note, "txt")
    assert first == again
    assert len(printed) == 1
    assert (first.file_name, first.pages) == ("aerlig-a-vaere-v1.txt", 1)
    assert files.path_of(first.file).read_bytes() == b"hei"


def test_the_same_bytes_are_stored_once(note, printed, secretary, cooperation):
    file_of(note, "txt")
    values = {"kind": "note", "subject": "y", "title": "B", "content": {"text": "hei"}, "state": "draft"}
    file_of(freeze(secretary, cooperation=cooperation, schema_version=1, **values), "txt")
    assert DocumentFile.objects.count() == 2
    assert StoredFile.objects.count() == 1


def test_someone_faster_wins(note, printed, monkeypatch):
    made = file_of(note, "txt")
    monkeypatch.setattr(rendering, "existing_file", _answers(None, made))
    assert file_of(note, "txt") == made
    assert DocumentFile.objects.count() == 1


def _answers(*values):
    waiting = iter(values)
    return lambda document, format: next(waiting)


def test_an_unknown_format_is_refused(note, printed):
    with pytest.raises(KeyError):
        file_of(note, "odt")


def test_two_renderers_for_one_thing_are_refused(printed):
    with pytest.raises(ValueError, match="already has a renderer"):
        register_renderer("note", "txt", lambda document: None)


def test_lost_bytes_are_said_plainly(note, printed):
    made = file_of(note, "txt")
    files.path_of(made.file).unlink()
    with pytest.raises(files.FileGone, match="finnes ikke lenger"):
        files.path_of(made.file)
