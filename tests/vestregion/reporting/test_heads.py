"""The way from the page of a plan or a case paper to its PDF."""

from governance.services import agenda, meetings, papers
from tests.governance.casefile import item_url
from vestregion.reporting import addresses

PLAN = "/vestregionen/handlingsplan/2016/"


def page(client, url) -> str:
    return client.get(url).content.decode()


def test_a_plan_leads_to_its_pdf(client_of, reader, plan):
    assert addresses.plan_pdf(plan) == f"{PLAN}pdf/"
    assert f'href="{PLAN}pdf/"' in page(client_of(reader), PLAN)


def test_a_paper_leads_to_its_pdf_once_it_is_sent(client_of, secretary, mayor_asker, item, meeting):
    assert "/pdf/" not in page(client_of(secretary), item_url(item))
    meetings.call_meeting(secretary, meeting)
    sent = papers.latest_sent(item)
    papers.new_version(secretary, item, change_note="Et utkast")
    for actor in (secretary, mayor_asker):
        assert f'href="{addresses.paper_pdf(sent)}"' in page(client_of(actor), item_url(item))


def test_a_case_without_a_word_of_paper_leads_nowhere(client_of, secretary, case, steering_group, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    assert papers.latest_sent(item) is None
    assert "/pdf/" not in page(client_of(secretary), item_url(item))


def test_a_masked_case_leads_nowhere(client_of, secretary, reader, secret_item, meeting):
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    shown = page(client_of(reader), item_url(secret_item))
    assert "Personalsak" in shown
    assert "/pdf/" not in shown
