"""robots.txt and the site map: only what may be found by searching, of alliances that have opened their pages."""

import re

from governance.services import alliances, meetings


def listed(client) -> list[str]:
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return re.findall(r"<loc>http://testserver(.*?)</loc>", answer.text)


def test_robots_are_told_where_the_map_is(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text
    assert "Disallow: /*/kalender/" in answer.text
    assert client.post("/robots.txt").status_code == 405


def test_the_map_holds_open_alliances_alone(client, db, alliance, cooperation, other_alliance, admin):
    assert listed(client) == ["/"]
    alliances.open_pages(admin)
    assert listed(client) == ["/", "/vestregionen/", "/vestregionen/tilgjengelighet/", "/vestregionen/personvern/"]


def test_lists_come_when_they_hold_something(client, admin, secretary, called, meeting):
    alliances.open_pages(admin)
    meetings.publish_meeting(secretary, meeting)
    found = listed(client)
    assert {"/vestregionen/moter/", "/vestregionen/saker/"} <= set(found)
    assert not any("/organer/" in path or str(meeting.pk) in path for path in found)


def test_all_that_is_listed_may_be_listed_and_says_where_it_is(client, admin, secretary, called, meeting):
    alliances.open_pages(admin)
    meetings.publish_meeting(secretary, meeting)
    for path in listed(client)[1:]:
        answer = client.get(f"{path}?fra=et-sted")
        assert "X-Robots-Tag" not in answer
        assert f'<link rel="canonical" href="http://testserver{path}">' in answer.text
    assert "canonical" not in client.get(f"/vestregionen/moter/{meeting.pk}/").text
