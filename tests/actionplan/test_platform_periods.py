"""Platforms of a cooperation follow each other, and a name in a platform means one area at a time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.importing import read_plan
from actionplan.models import AreaName, FocusArea, PriorityArea, SectionPosition, StrategicPlatform
from actionplan.services import platforms, sections, staff
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.imports import import_plan
from governance import history
from governance.choices import Role
from tests.cast import make, make_person, with_role

pytestmark = pytest.mark.django_db


def day(year, month=1, day_=1):
    return date(year, month, day_)


@pytest.fixture
def khs_secretary(alliance, khs):
    return with_role(make_person(alliance, "khs@test.example", "Kari", "Khs"), Role.SECRETARIAT, khs)


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        (day(2015), day(2018, 12, 31), False),
        (day(2018, 12, 31), None, False),
        (None, day(2015), False),
        (None, None, False),
        (day(2016), day(2016), False),
        (day(2019), None, True),
        (None, day(2014, 12, 31), True),
    ],
)
class TestPlatforms:
    """The standing one holds 2015–2018."""

    def test_made(self, secretary, cooperation, platform, first, last, allowed):
        values = {"cooperation": cooperation, "title": "Neste", "valid_from": first, "valid_to": last}
        if allowed:
            platforms.create_platform(secretary, **values)
            return
        with pytest.raises(ValidationError, match="allerede en plattform"):
            platforms.create_platform(secretary, **values)
        assert StrategicPlatform.objects.count() == 1

    def test_changed_and_brought_back(self, alliance, secretary, cooperation, platform, first, last, allowed):
        other = StrategicPlatform(cooperation=cooperation, title="Neste", valid_from=day(2030))
        other = make(alliance, other)
        if not allowed:
            with pytest.raises(ValidationError, match="allerede en plattform"):
                platforms.change_platform_row(secretary, other, valid_from=first, valid_to=last)
        remove_row(secretary, platform)
        other.refresh_from_db()
        platforms.change_platform_row(secretary, other, valid_from=first, valid_to=last)
        if allowed:
            restore_row(secretary, platform)
            return
        with pytest.raises(ValidationError, match="allerede en plattform"):
            restore_row(secretary, platform)

    def test_another_cooperation_has_its_own(self, secretary, khs, platform, first, last, allowed):
        platforms.create_platform(secretary, cooperation=khs, title="Egen", valid_from=first, valid_to=last)


def test_an_old_overlap_may_be_changed_in_other_ways(alliance, secretary, cooperation, platform):
    twin = make(alliance, StrategicPlatform(cooperation=cooperation, title="Tvilling", valid_from=day(2015)))
    assert platforms.change_platform_row(secretary, twin, vision="Ny").vision == "Ny"
    platforms.change_platform_row(secretary, twin, valid_from=day(2019))


def test_one_name_one_area_at_a_time(alliance, secretary, platform, area):
    other = platforms.create_area(secretary, platform=platform, name="Annet")
    with pytest.raises(ValidationError, match="innsatsområde med dette navnet"):
        platforms.create_area(secretary, platform=platform, name="REGIONAL utvikling")
    first = platforms.create_focus_area(secretary, area=area, name="Økt tillit", valid_to=day(2016, 12, 31))
    with pytest.raises(ValidationError, match="fokusområde med dette navnet"):
        platforms.create_focus_area(secretary, area=other, name="ØKT TILLIT", valid_from=day(2016))
    later = platforms.create_focus_area(secretary, area=other, name="ØKT TILLIT", valid_from=day(2017))
    with pytest.raises(ValidationError, match="fokusområde med dette navnet"):
        platforms.change_platform_row(secretary, first, valid_to=None)
    remove_row(secretary, later)
    first.refresh_from_db()
    platforms.change_platform_row(secretary, first, valid_to=None)
    with pytest.raises(ValidationError, match="fokusområde med dette navnet"):
        restore_row(secretary, later)


def test_an_area_in_use_stays(alliance, secretary, section, area):
    below = make(alliance, FocusArea(area=area, name="Folkestyre"))
    sections.change_section(secretary, section, focus_area=below)
    for row in (below, area):
        with pytest.raises(history.Refused, match="er i bruk"):
            remove_row(secretary, row)
    remove_row(secretary, section)
    with pytest.raises(history.Refused, match="er i bruk"):
        remove_row(secretary, area)
    remove_row(secretary, below)
    remove_row(secretary, area)


def test_the_other_names_of_an_area_go_and_come_with_it(alliance, secretary, platform):
    area = make(alliance, PriorityArea(platform=platform, name="Kultur"))
    make(alliance, AreaName(area=area, name="Kultur og idrett"))
    remove_row(secretary, area)
    assert not AreaName.objects.present().exists()
    restore_row(secretary, area)
    assert AreaName.objects.present().exists()


def test_an_imported_plan_of_an_earlier_year_makes_a_platform_that_ends_in_time(secretary, cooperation, platform):
    text = "Handlingsplan 2014\n\nKultur\n\nTiltak\tAktiviteter\t2014\nSamarbeid\tMøter\tQ1\n"
    plan = import_plan(secretary, read_plan(text.encode(), "plan.txt", 2014, []), cooperation=cooperation, year=2014)
    assert (plan.platform.valid_from, plan.platform.valid_to) == (day(2014), day(2014, 12, 31))


class TestPosts:
    def test_a_post_goes_to_no_cooperation_that_others_edit(self, khs_secretary, cooperation, khs, secretary):
        post = staff.create_position(khs_secretary, cooperation=khs, title="Leder")
        with pytest.raises(PermissionDenied):
            staff.change_position(khs_secretary, post, cooperation=cooperation)
        post.refresh_from_db()
        assert post.cooperation == khs
        assert staff.change_position(secretary, post, cooperation=cooperation).cooperation == cooperation

    def test_the_form_of_a_new_post_offers_her_own_cooperations(self, khs_secretary, cooperation, khs):
        from actionplan.forms.platform import PositionForm

        assert list(PositionForm(actor=khs_secretary).fields["cooperation"].queryset) == [khs]

    def test_the_stored_post_is_asked(self, secretary, section, cooperation):
        post = staff.create_position(secretary, cooperation=cooperation, title="Vikar")
        stale = type(post).objects.get(pk=post.pk)
        staff.assign_position(secretary, section=section, position=post)
        with pytest.raises(history.Refused, match="brukt i en plan"):
            staff.remove_position(secretary, stale)
        remove_row(secretary, SectionPosition.objects.get())
        staff.remove_position(secretary, post)
        for act in (staff.remove_position, staff.change_position):
            with pytest.raises(history.Refused, match="slettet"):
                act(secretary, stale)
        staff.restore_position(secretary, post)
        with pytest.raises(history.Refused, match="alt hentet tilbake"):
            staff.restore_position(secretary, post)
