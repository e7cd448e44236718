"""The one table of who may do what: every named address of our apps, by role.

Read a line as: at this address, with this sample object, these may read (GET) and these may write (POST).

    page(name, who)          a page to read; POST is a wrong method
    form(name, who)          a form or an act with a page of confirmation: GET and POST for the same people
    act(name, who)           an act without a page; GET is a wrong method

`of` names the sample object (tests/access/land.py); `seen` says who may know that the object is there. Of those, the
ones who may not do the act get 403 with the reason; everyone else gets 404, and a visitor is sent to the login.
An address may have several lines, one for each state of its object that changes the answer.
"""

from dataclasses import dataclass

from tests.access.roles import ADMIN, BODY, EDITORS, EVERYONE, NOBODY, READERS, STAFF


@dataclass(frozen=True)
class Line:
    name: str
    of: str
    get: frozenset | None
    post: frozenset | None
    seen: frozenset
    cooperation: str = ""

    def __str__(self):
        return f"{self.name} ({', '.join(filter(None, (self.of, self.cooperation)))})"


def page(name, who, of="", *, seen=None, **more) -> Line:
    return Line(name, of, who, None, (who if seen is None else seen) | who, **more)


def form(name, who, of="", *, seen=READERS, **more) -> Line:
    return Line(name, of, who, who, seen | who, **more)


def act(name, who, of="", *, seen=READERS, **more) -> Line:
    return Line(name, of, None, who, seen | who, **more)


ROOT = [
    page("chooser", EVERYONE),
    page("health", EVERYONE),
    page("robots", EVERYONE),
    page("sitemap", EVERYONE),
    page("accessibility", EVERYONE),
    page("privacy", EVERYONE),
    form("set_language", EVERYONE),
    form("setup", NOBODY, seen=NOBODY),  # an alliance is there, and none of these is a superuser
    form("signed_link", EVERYONE, "invitation"),
]

REGISTER = [
    page("governance:my_page", EVERYONE),
    page("governance:help", EVERYONE),
    act("governance:demo_day", ADMIN),
    form("governance:alliance_edit", ADMIN),
    form("governance:notices", READERS),
    page("governance:job_list", READERS),
    act("governance:chores_now", ADMIN),
    form("governance:person_invite_many", ADMIN),
    form("governance:person_invite", ADMIN, "person"),
    form("governance:person_invite_revoke", ADMIN, "person"),
    page("governance:mail_templates", EDITORS, seen=READERS),
    form("governance:mail_template", EDITORS, "mail_template"),
    act("governance:mail_hook", NOBODY, seen=NOBODY),  # for mail services, with a password of their own
    form("governance:alliance_close", ADMIN),
    form("governance:alliance_open", frozenset()),  # its pages are open already
    page("governance:accessibility", EVERYONE),
    page("governance:privacy", EVERYONE),
    page("governance:mail_list", READERS),
    page("governance:mail_detail", EDITORS, "mail"),
    form("governance:mail_test", EDITORS),
    form("governance:mail_check", EDITORS),
    form("governance:mail_release", EDITORS),
    form("governance:mail_settings", ADMIN),
    form("governance:mail_again", EDITORS, "mail", seen=EDITORS),
    form("governance:mail_take_back", EDITORS, "mail", seen=EDITORS),
    form("governance:mail_bounced", EDITORS, "sent_mail", seen=EDITORS),
    form("governance:setup", ADMIN),
    form("governance:setup_members", EDITORS),
    form("governance:setup_bodies", EDITORS),
    form("governance:setup_rules", EDITORS),
    form("governance:setup_look", ADMIN),
    form("governance:setup_sender", ADMIN),
    page("governance:logo", EVERYONE, "logo"),
    page("governance:job_detail", EDITORS, "job"),
    form("governance:job_retry", EDITORS, "failed_job", seen=EDITORS),
    page("governance:member_list", EVERYONE),
    form("governance:member_create", EDITORS),
    page("governance:member_detail", EVERYONE, "member"),
    form("governance:member_edit", EDITORS, "member"),
    form("governance:member_remove", EDITORS, "member"),
    form("governance:member_restore", EDITORS, "removed_member", seen=EDITORS),
    form("governance:member_join", EDITORS, "member"),
    form("governance:member_contact_create", EDITORS, "member"),
    form("governance:member_membership_edit", EDITORS, "membership"),
    form("governance:member_membership_remove", EDITORS, "membership"),
    form("governance:member_contact_edit", EDITORS, "contact"),
    form("governance:member_contact_remove", EDITORS, "contact"),
    form("governance:member_bin_restore", EDITORS, "removed_membership", seen=EDITORS),
    form("governance:member_bin_restore", EDITORS, "removed_contact", seen=EDITORS),
    page("governance:body_list", EVERYONE),
    form("governance:body_create", EDITORS),
    form("governance:body_election", EDITORS),
    page("governance:body_detail", EVERYONE, "body"),
    form("governance:body_edit", EDITORS, "body"),
    form("governance:body_remove", EDITORS, "body"),
    form("governance:body_restore", EDITORS, "removed_body", seen=EDITORS),
    form("governance:body_rules_create", EDITORS, "body"),
    form("governance:body_bin_restore", EDITORS, "removed_seat", seen=EDITORS),
    form("governance:body_bin_restore", EDITORS, "removed_appointment", seen=EDITORS),
    form("governance:body_bin_restore", EDITORS, "removed_rules", seen=EDITORS),
    form("governance:body_bin_restore", EDITORS, "removed_right", seen=EDITORS),
    form("governance:body_bin_restore", EDITORS, "removed_chair", seen=EDITORS),
    form("governance:body_rules_edit", EDITORS, "rules"),
    form("governance:body_rules_remove", EDITORS, "rules"),
    form("governance:body_right_create", EDITORS, "body"),
    form("governance:body_right_edit", EDITORS, "right"),
    form("governance:body_right_remove", EDITORS, "right"),
    page("governance:body_cards", READERS, "body"),
    form("governance:body_chair_proposal", EDITORS, "body"),
    form("governance:body_chair_create", EDITORS, "body"),
    form("governance:body_chair_edit", EDITORS, "chair"),
    form("governance:body_chair_remove", EDITORS, "chair"),
    form("governance:seat_create", EDITORS, "body"),
    form("governance:seat_edit", EDITORS, "seat"),
    form("governance:seat_remove", EDITORS, "seat"),
    form("governance:seat_appoint", EDITORS, "seat"),
    form("governance:seat_holder_edit", EDITORS, "appointment"),
    form("governance:seat_holder_end", EDITORS, "appointment"),
    form("governance:seat_holder_remove", EDITORS, "appointment"),
    page("governance:person_list", READERS),
    form("governance:person_import", EDITORS),
    form("governance:person_import_preview", EDITORS),
    page("governance:person_import_template", EDITORS, seen=READERS),
    form("governance:person_duplicates", EDITORS),
    page("governance:person_card", READERS, "person"),
    form("governance:person_deactivate", EDITORS, "person"),
    form("governance:person_reactivate", EDITORS, "person"),
    form("governance:person_create", EDITORS),
    page("governance:person_detail", READERS, "person"),
    form("governance:person_edit", EDITORS, "person"),
    form("governance:person_remove", EDITORS, "person"),
    form("governance:person_restore", EDITORS, "removed_person", seen=EDITORS),
    form("governance:person_login", ADMIN, "person"),
    form("governance:person_role_create", ADMIN, "person"),
    form("governance:person_role_edit", ADMIN, "role"),
    form("governance:person_role_remove", ADMIN, "role"),
    form("governance:person_bin_restore", ADMIN, "removed_role", seen=EDITORS),
    page("governance:search", EVERYONE),
    page("governance:search_files", EDITORS),
    page("governance:happenings", EDITORS, seen=READERS),
    page("governance:change_detail", EDITORS, "change", seen=READERS),
    form("governance:change_undo", EDITORS, "change", seen=NOBODY),
    page("governance:story", READERS, "story"),
    page("governance:story", EDITORS, "person_story", seen=READERS),
    form("governance:value_put_back", EDITORS, "earlier_title", seen=READERS),
    page("governance:bin", STAFF, seen=READERS),
    page("governance:cooperation_list", READERS),
    page("governance:meeting_calendar", EVERYONE),
    page("governance:body_calendar", EVERYONE, "body"),
    page("governance:own_calendar", EVERYONE, "calendar"),
    page("governance:calendar_page", READERS),
    act("governance:calendar_link_new", READERS),
    act("governance:calendar_link_revoke", READERS),
    form("governance:cooperation_create", ADMIN),
    form("governance:cooperation_edit", ADMIN, "cooperation"),
]

# "meeting", "case", "item", "attachment" and "sent_paper" are called and published; the others are not.
CASES = [
    page("governance:case_list", EVERYONE),
    form("governance:case_create", EDITORS),
    form("governance:case_register", EDITORS),
    page("governance:case_detail", EVERYONE, "case"),
    page("governance:case_detail", BODY, "closed_case"),
    page("governance:case_detail", EDITORS, "hidden_case"),
    form("governance:case_edit", EDITORS, "case"),
    form("governance:case_edit", EDITORS, "hidden_case", seen=EDITORS),
    form("governance:case_close", EDITORS, "case"),
    form("governance:case_follow", READERS, "case"),
    form("governance:case_follow", EDITORS, "hidden_case", seen=EDITORS),
    form("governance:case_unfollow", READERS, "case"),
    form("governance:case_reopen", EDITORS, "closed_case", seen=BODY),
    form("governance:case_withdraw", EDITORS, "case"),
    form("governance:case_link_create", EDITORS, "case"),
    form("governance:case_link_remove", EDITORS, "link"),
    form("governance:case_link_restore", EDITORS, "removed_link"),
    form("governance:item_create", EDITORS, "case"),
    page("governance:item_detail", EVERYONE, "item_page"),
    page("governance:item_detail", BODY, "treated_item_page"),
    page("governance:item_detail", EDITORS, "listed_item_page"),
    form("governance:item_edit", EDITORS, "item"),
    form("governance:item_edit", EDITORS, "listed_item", seen=EDITORS),
    form("governance:item_list", EDITORS, "item"),
    form("governance:item_unlist", EDITORS, "item"),
    form("governance:item_withdraw", EDITORS, "item"),
    form("governance:item_postpone", EDITORS, "item"),
    form("governance:item_send_on", EDITORS, "item"),
    form("governance:item_remove", EDITORS, "listed_item", seen=EDITORS),
    form("governance:item_restore", EDITORS, "removed_item", seen=EDITORS),
    form("governance:item_paper_edit", EDITORS, "item"),
    form("governance:item_paper_version", EDITORS, "item"),
    form("governance:item_paper_send", EDITORS, "item"),
    form("governance:item_resolution", EDITORS, "item"),
    form("governance:item_resolution", EDITORS, "treated_item", seen=BODY),
    form("governance:item_resolution_remove", EDITORS, "resolved_item"),
    form("governance:item_resolution_restore", EDITORS, "removed_resolution", seen=EDITORS),
    form("governance:item_attachment_create", EDITORS, "item"),
    form("governance:item_attachment_edit", EDITORS, "attachment"),
    form("governance:item_attachment_version", EDITORS, "attachment"),
    form("governance:item_attachment_send", EDITORS, "attachment"),
    act("governance:item_attachment_place", EDITORS, "attachment"),
    form("governance:item_attachment_remove", EDITORS, "unread_attachment", seen=EDITORS),
    form("governance:item_attachment_restore", EDITORS, "removed_attachment", seen=EDITORS),
    page("governance:file", EVERYONE, "attachment"),
    page("governance:file", EDITORS, "unread_attachment"),
    page("governance:file_version", EVERYONE, "attachment_version"),
    page("governance:file_view", EVERYONE, "attachment"),
    page("governance:file_view", EDITORS, "unread_attachment"),
    page("governance:file_version_view", EVERYONE, "attachment_version"),
    act("governance:file_view_order", READERS, "attachment_version"),
]

MEETINGS = [
    page("governance:meeting_list", EVERYONE),
    form("governance:meeting_create", EDITORS),
    page("governance:meeting_detail", EVERYONE, "meeting"),
    page("governance:meeting_detail", BODY, "planned_meeting"),
    form("governance:meeting_edit", EDITORS, "meeting"),
    form("governance:meeting_edit", EDITORS, "planned_meeting", seen=BODY),
    form("governance:meeting_agenda", EDITORS, "meeting"),
    act("governance:meeting_agenda_place", EDITORS, "meeting"),
    act("governance:meeting_agenda_add", EDITORS, "meeting"),
    act("governance:meeting_agenda_drop", EDITORS, "meeting"),
    form("governance:meeting_call", EDITORS, "planned_meeting", seen=BODY),
    form("governance:meeting_hold", EDITORS, "meeting"),
    form("governance:meeting_cancel", EDITORS, "meeting"),
    form("governance:meeting_publish", EDITORS, "meeting"),
    form("governance:meeting_unpublish", EDITORS, "meeting"),
]

# "plan" is that of 2016: adopted and published. That of 2018 is adopted, that of 2019 a draft, as is KHS' own of 2021.
PLAN = [
    page("actionplan:deadline_reading", READERS),
    page("actionplan:position_list", READERS),
    form("actionplan:position_create", EDITORS),
    form("actionplan:position_edit", EDITORS, "position"),
    form("actionplan:position_remove", EDITORS, "position"),
    form("actionplan:position_restore", EDITORS, "removed_position", seen=EDITORS),
    page("actionplan:platform_list", READERS),
    form("actionplan:platform_create", EDITORS),
    page("actionplan:platform_detail", READERS, "platform"),
    form("actionplan:platform_edit", EDITORS, "platform"),
    form("actionplan:platform_row_add", EDITORS, "new_point"),
    form("actionplan:platform_row_edit", EDITORS, "point"),
    act("actionplan:platform_row_act", EDITORS, "point_act"),
    page("actionplan:plan_current", EVERYONE),
    page("actionplan:plan_current", READERS, cooperation="khs"),
    form("actionplan:plan_create", EDITORS),
    form("actionplan:plan_create", EDITORS, cooperation="khs"),
    form("actionplan:plan_import", EDITORS),
    form("actionplan:plan_import_preview", EDITORS),
    page("actionplan:plan_detail", EVERYONE, "plan"),
    page("actionplan:plan_detail", READERS, "adopted_plan"),
    page("actionplan:plan_detail", EDITORS, "draft_plan"),
    page("actionplan:plan_detail", STAFF, "khs_draft", cooperation="khs"),
    page("actionplan:plan_adopted", EVERYONE, "plan"),
    page("actionplan:plan_adopted", READERS, "adopted_plan"),
    page("actionplan:plan_amendment", READERS, "amendment"),
    form("actionplan:plan_act", EDITORS, "plan_act"),
    form("actionplan:plan_restore", EDITORS, "removed_plan", seen=EDITORS),
    page("actionplan:status_list", READERS, "status"),
    form("actionplan:status_edit", EDITORS, "status_of"),
    page("actionplan:economy_detail", EVERYONE, "plan"),
    page("actionplan:economy_detail", READERS, "adopted_plan"),
    page("actionplan:economy_detail", STAFF, "khs_draft", cooperation="khs"),
    form("actionplan:economy_limits", EDITORS, "plan"),
    form("actionplan:economy_amounts", EDITORS, "money_line"),
    page("actionplan:plan_edit", EDITORS, "plan", seen=READERS),
    page("actionplan:plan_edit", EDITORS, "draft_plan"),
    page("actionplan:plan_edit", EDITORS, "khs_draft", seen=STAFF, cooperation="khs"),
    page("actionplan:plan_grid", EDITORS, "plan", seen=READERS),
    page("actionplan:plan_grid", EDITORS, "draft_plan"),
    page("actionplan:plan_grid", EDITORS, "khs_draft", seen=STAFF, cooperation="khs"),
    page("actionplan:grid_choices", EDITORS, "plan", seen=READERS),
    page("actionplan:plan_excel", EVERYONE, "plan"),
    page("actionplan:plan_excel", READERS, "adopted_plan"),
    page("actionplan:plan_excel", EDITORS, "draft_plan"),
    page("actionplan:plan_excel", STAFF, "khs_draft", cooperation="khs"),
    form("actionplan:plan_workbook", EDITORS, "plan"),
    form("actionplan:plan_workbook", EDITORS, "khs_draft", seen=STAFF, cooperation="khs"),
    page("actionplan:plan_workbook_file", EDITORS, "plan", seen=READERS),
    page("actionplan:plan_workbook_file", EDITORS, "khs_draft", seen=STAFF, cooperation="khs"),
    form("actionplan:plan_workbook_check", EDITORS, "plan"),
    act("actionplan:plan_workbook_undo", NOBODY, "change_of_nobody", seen=READERS - EDITORS),  # each her own alone
    act("actionplan:cell_edit", EDITORS, "row"),
    act("actionplan:grid_add", EDITORS, "section"),
    act("actionplan:grid_paste", EDITORS, "section"),
    act("actionplan:grid_bulk", EDITORS, "plan"),
    act("actionplan:grid_undo", NOBODY, "change_of_nobody", seen=READERS - EDITORS),  # each her own alone
    page("actionplan:plan_bin", EDITORS, "plan", seen=READERS),
    form("actionplan:plan_change", EDITORS, "plan"),
    form("actionplan:section_texts", EDITORS, "section"),
    form("actionplan:row_add", EDITORS, "new_section"),
    form("actionplan:row_edit", EDITORS, "row"),
    act("actionplan:row_move", EDITORS, "row"),
    act("actionplan:row_remove", EDITORS, "row"),
    act("actionplan:row_restore", EDITORS, "removed_row"),
]

PAPER = [
    page("reporting:report_list", EVERYONE),
    page("reporting:report_list", READERS, cooperation="khs"),
    page("reporting:report_detail", READERS, "report"),
    form("reporting:report_make", EDITORS, "report"),
    form("reporting:report_freeze", EDITORS, "report"),
    page("reporting:plan_pdf", EVERYONE, "plan"),
    page("reporting:plan_pdf", READERS, "adopted_plan"),
    page("reporting:plan_pdf", EDITORS, "draft_plan"),
    page("reporting:plan_pdf", STAFF, "khs_draft", cooperation="khs"),
    form("reporting:plan_pdf_make", READERS, "adopted_plan"),
    page("reporting:adopted_pdf", EVERYONE, "plan"),
    page("reporting:adopted_pdf", READERS, "adopted_plan"),
    form("reporting:adopted_pdf_make", READERS, "adopted_plan"),
    form("reporting:plan_pdf_make", EDITORS, "draft_plan", seen=EDITORS),
    page("reporting:report_detail", EVERYONE, "published_report"),
    page("reporting:document_file", EVERYONE, "final_document"),
    form("reporting:document_publish", EDITORS, "final_document"),
    form("reporting:document_unpublish", EDITORS, "final_document"),
    page("reporting:document_file", EDITORS, "draft_document"),
    page("reporting:paper_pdf", EVERYONE, "sent_paper"),
    page("reporting:paper_pdf", EDITORS, "draft_paper"),
    form("reporting:paper_pdf_make", READERS, "sent_paper"),
    form("reporting:paper_pdf_make", EDITORS, "draft_paper", seen=EDITORS),
]

TABLE = [*ROOT, *REGISTER, *CASES, *MEETINGS, *PLAN, *PAPER]
