"""Two windows on one row: what the first did is not undone by the second, and rules look at what will be stored."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.forms.activity import ActivityForm
from actionplan.models import ActionPlan, Activity
from actionplan.services import activities, plans, status
from governance import history
from governance.access import may
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"


def partners_of(activity) -> set:
    return set(activity.partners.present().values_list("organisation_id", flat=True))


def form_data(form) -> dict:
    """What a browser sends of a form nobody touched."""
    fields = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in fields.items() if value is not None}


def test_a_partner_added_in_another_window_stays(client_of, secretary, activity, asker, lier, drammen):
    activities.change_activity(secretary, activity, partners=[lier])
    opened = Activity.objects.get(pk=activity.pk)
    form = ActivityForm(instance=opened, actor=secretary, plan=opened.section.plan, section=opened.section)
    sent = form_data(form) | {"note": "En merknad"}
    activities.change_activity(secretary, activity, partners=[asker, drammen])
    assert client_of(secretary).post(f"{EDIT}aktivitet/{activity.pk}/", sent).status_code == 302
    activity.refresh_from_db()
    assert activity.note == "En merknad"
    assert partners_of(activity) == {asker.pk, drammen.pk}


def test_new_partners_alone_make_a_next_version(secretary, activity, asker):
    before = activity.version
    activities.change_activity(secretary, activity, base_version=before, partners=[asker])
    assert activity.version == before + 1
    activities.change_activity(secretary, activity, base_version=before + 1, partners=[asker])
    assert activity.version == before + 1


def test_what_she_ticked_and_unticked_is_done(secretary, activity, asker, lier, drammen):
    activities.change_activity(secretary, activity, partners=[asker, lier])
    activities.change_activity(secretary, activity, partners=[lier, drammen], base_partners=[asker.pk, lier.pk])
    assert partners_of(activity) == {lier.pk, drammen.pk}


def test_a_delay_keeps_its_cause_after_a_merge(secretary, plan, activity):
    in_state(plan, "proposed")
    activity.section.plan.refresh_from_db()
    words = {"cause": "Sen bemanning", "corrective_action": "Leier inn"}
    report = status.report_status(secretary, activity, period="t1", status="delayed", **words)
    first = report.version
    # One window takes the cause away because all is on track; the other keeps "delayed" and writes a text.
    status.report_status(secretary, activity, period="t1", status="on_track", base_version=first, cause="")
    late = status.report_status
    with pytest.raises((ValidationError, history.Clash)):
        late(secretary, activity, period="t1", status="stopped", base_version=first, **words)
    report.refresh_from_db()
    assert report.status == "on_track"


def test_two_right_windows_do_not_make_a_delay_without_a_cause(secretary, plan, activity):
    in_state(plan, "proposed")
    activity.section.plan.refresh_from_db()
    words = {"cause": "Sen bemanning", "corrective_action": "Leier inn"}
    late = {"status": "on_track", "delivered": 0}
    report = status.report_status(secretary, activity, period="t1", **late, **words)
    first = report.version
    status.report_status(secretary, activity, period="t1", **late, base_version=first, cause="")
    with pytest.raises(ValidationError) as refused:
        status.report_status(secretary, activity, period="t1", status="delayed", base_version=first, **words)
    assert "cause" in refused.value.message_dict


def test_a_cause_written_meanwhile_is_not_dropped_unseen(secretary, plan, activity):
    in_state(plan, "proposed")
    activity.section.plan.refresh_from_db()
    words = {"cause": "Sen bemanning", "corrective_action": "Leier inn"}
    first = status.report_status(secretary, activity, period="t1", status="delayed", **words).version
    status.report_status(secretary, activity, period="t1", status="delayed", base_version=first, cause="Streik")
    with pytest.raises(history.Clash) as caught:
        status.report_status(secretary, activity, period="t1", status="done", base_version=first, **words)
    assert [field.name for field in caught.value.fields] == ["cause"]


def test_two_right_windows_do_not_leave_a_cause_without_a_deviation(secretary, plan, activity):
    in_state(plan, "proposed")
    activity.section.plan.refresh_from_db()
    late = {"status": "on_track", "delivered": 0}
    report = status.report_status(secretary, activity, period="t1", **late)
    first = report.version
    status.report_status(secretary, activity, period="t1", status="on_track", delivered=1, base_version=first)
    status.report_status(secretary, activity, period="t1", **late, cause="Sykdom", base_version=first)
    report.refresh_from_db()
    assert (report.delivered, report.cause) == (1, "")


def test_a_plan_adopted_meanwhile_asks_for_a_reason(secretary, plan, activity):
    stale = Activity.objects.select_related("section__plan").get(pk=activity.pk)
    in_state(ActionPlan.objects.get(pk=plan.pk), "adopted")
    with pytest.raises(ValidationError, match="Planen er vedtatt"):
        activities.change_activity(secretary, stale, title="Ny")


def test_a_plan_closed_meanwhile_is_not_changed(secretary, plan, activity):
    stale = Activity.objects.select_related("section__plan").get(pk=activity.pk)
    in_state(ActionPlan.objects.get(pk=plan.pk), "closed")
    with pytest.raises(PermissionDenied, match="avsluttet"):
        activities.change_activity(secretary, stale, title="Ny", reason="Feil")


def test_a_draft_again_is_not_published_from_an_old_window(secretary, plan):
    stale = ActionPlan.objects.get(pk=in_state(plan, "proposed").pk)
    plans.take_back_plan(secretary, plan)
    with pytest.raises(PermissionDenied, match="utkast"):
        plans.publish_plan(secretary, stale)


def test_a_plan_leaves_the_net_after_its_cooperation_ended(secretary, client_of, plan, cooperation):
    from datetime import date

    plans.publish_plan(secretary, in_state(plan, "proposed"))
    with history.recording(secretary, "test", cooperation):
        history.save(cooperation, {"valid_to": date(2018, 1, 1)})
    plan = ActionPlan.objects.get(pk=plan.pk)
    assert not may(secretary, "plan.publish", plan)
    assert client_of(secretary).post("/vestregionen/handlingsplan/2016/handling/avpubliser/").status_code == 302
    plan.refresh_from_db()
    assert plan.published_at is None


def test_a_refusal_is_a_sentence_and_no_list(client_of, secretary, platform, plan, area, section, monkeypatch):
    from actionplan.views import planacts

    def refuse(actor, plan):
        raise ValidationError("Planen mangler en del.")

    monkeypatch.setitem(planacts.ACTS, "fjern", replace(planacts.ACTS["fjern"], service=refuse))
    page = client_of(secretary).post("/vestregionen/handlingsplan/2016/handling/fjern/").content.decode()
    assert "Planen mangler en del." in page
    assert "[&#x27;" not in page


def sent_by_form(activity, **typed) -> dict:
    values = {"title": activity.title, "deadline_text": activity.deadline_text, "mode": activity.mode}
    return values | {"measure": activity.measure_id, "base_version": activity.version} | typed


def test_two_who_choose_each_their_responsible_see_both(client_of, secretary, activity, mayor_asker, asker):
    """A person and an organisation stand in two columns, and are one choice all the same."""
    sent = sent_by_form(activity, responsible=f"organisation:{asker.pk}")
    activities.change_activity(secretary, activity, responsible_person=mayor_asker.person)
    answer = client_of(secretary).post(f"{EDIT}aktivitet/{activity.pk}/", sent)
    assert answer.status_code == 409
    (clash,) = answer.context["form"].clashes
    assert clash == {"label": "ansvarlig", "theirs": str(mayor_asker.person), "mine": str(asker)}
    again = client_of(secretary).post(f"{EDIT}aktivitet/{activity.pk}/", sent | {"base_version": activity.version})
    assert again.status_code == 302
    activity.refresh_from_db()
    assert activity.responsible == asker


def test_a_responsible_chosen_by_another_stays_where_nobody_else_chose(client_of, secretary, activity, mayor_asker):
    sent = sent_by_form(activity, note="Ny merknad")
    activities.change_activity(secretary, activity, responsible_person=mayor_asker.person)
    assert client_of(secretary).post(f"{EDIT}aktivitet/{activity.pk}/", sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.responsible, activity.note) == (mayor_asker.person, "Ny merknad")
