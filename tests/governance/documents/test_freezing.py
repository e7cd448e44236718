"""Freezing: versions, sameness, reasons, tampering, and two at once."""

import threading
from datetime import date

import pytest
from django.db import connection

from governance import clock
from governance.choices import DocumentState
from governance.documents import Tampered, content_of, freeze
from governance.history import Refused
from governance.models import Event, FrozenDocument

CONTENT = {"title": "Årsrapport", "numbers": [1, 2]}


def frozen(actor, cooperation, *, state=DocumentState.DRAFT, **values):
    given = {"content": CONTENT, "reason": "", "period": "t1", "schema_version": 1, "title": "Rapport", **values}
    return freeze(actor, kind="report", subject="plan:1", cooperation=cooperation, year=2016, state=state, **given)


def test_a_document_carries_its_content_version_and_checksum(secretary, cooperation):
    document = frozen(secretary, cooperation)
    content = content_of(document)
    assert document.number == 1
    assert content["numbers"] == [1, 2]
    assert content["document"] == {"version": 1, "state": "draft", "made_on": "2018-03-08"}
    assert Event.objects.get(object_id=str(document.pk)).act == "document.freeze.draft"


def test_the_same_content_is_the_same_version(secretary, cooperation):
    first = frozen(secretary, cooperation)
    assert frozen(secretary, cooperation) == first
    assert FrozenDocument.objects.count() == 1


def test_other_content_is_the_next_version_and_the_first_stays(secretary, cooperation):
    first = frozen(secretary, cooperation)
    second = frozen(secretary, cooperation, content={"numbers": [3]})
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert content_of(first)["numbers"] == [1, 2]


@pytest.mark.parametrize("values", [{"schema_version": 2}, {"title": "Nytt navn"}])
def test_another_schema_or_title_is_another_version(secretary, cooperation, values):
    frozen(secretary, cooperation)
    assert frozen(secretary, cooperation, **values).number == 2


def test_series_do_not_share_versions(secretary, cooperation):
    frozen(secretary, cooperation)
    assert frozen(secretary, cooperation, period="t2").number == 1


def test_a_draft_made_final_is_a_new_version(secretary, cooperation):
    draft = frozen(secretary, cooperation)
    final = frozen(secretary, cooperation, state=DocumentState.FINAL)
    assert (draft.number, final.number, final.state) == (1, 2, "final")


def test_a_draft_of_what_is_final_and_unchanged_is_the_final_one(secretary, cooperation):
    final = frozen(secretary, cooperation, state=DocumentState.FINAL)
    assert frozen(secretary, cooperation) == final


def test_a_second_final_needs_changed_content_and_a_reason(secretary, cooperation):
    first = frozen(secretary, cooperation, state=DocumentState.FINAL)
    assert frozen(secretary, cooperation, state=DocumentState.FINAL) == first
    with pytest.raises(Refused, match="Skriv hvorfor"):
        frozen(secretary, cooperation, state=DocumentState.FINAL, content={"numbers": [4]})
    second = frozen(secretary, cooperation, state=DocumentState.FINAL, content={"numbers": [4]}, reason="Feil tall")
    assert (second.number, second.version_reason) == (2, "Feil tall")


def test_a_date_in_the_past_is_printed(secretary, cooperation):
    at = clock.oslo(date(2017, 2, 1))
    document = frozen(secretary, cooperation, at=at)
    assert content_of(document)["document"]["made_on"] == "2017-02-01"
    assert document.frozen_at == at


def test_tampering_is_seen(secretary, cooperation):
    document = frozen(secretary, cooperation)
    FrozenDocument.objects.filter(pk=document.pk).update(content=document.content.replace("[1,2]", "[1,9]"))
    document.refresh_from_db()
    with pytest.raises(Tampered, match="endret etter at det ble fryst"):
        content_of(document)
    with pytest.raises(Tampered):
        frozen(secretary, cooperation)


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_make_one_version(secretary, cooperation):
    ready, made, failures = threading.Barrier(2), [], []

    def work():
        try:
            ready.wait()
            made.append(frozen(secretary, cooperation).pk)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert made[0] == made[1]
    assert FrozenDocument.objects.count() == 1
