"""Where the pages and files of reporting are found, for a view and for work that goes on without one."""

from django.urls import reverse


def address(alliance, name: str, cooperation, *args) -> str:
    """The address of a page of a cooperation."""
    slugs = [alliance.slug] if cooperation.is_main else [alliance.slug, cooperation.slug]
    return reverse(f"reporting:{name}", args=[*slugs, *args])


def plan_pdf(plan) -> str:
    """Where the PDF of a plan is fetched."""
    return address(plan.alliance, "plan_pdf", plan.cooperation, plan.year)


def adopted_pdf(plan) -> str:
    """Where the PDF of a plan as it was adopted is fetched."""
    return address(plan.alliance, "adopted_pdf", plan.cooperation, plan.year)


def fee_run_pdf(run) -> str:
    """Where all claims of a run are fetched as one PDF."""
    return address(run.alliance, "fee_run_pdf", run.cooperation, run.year, run.pk)


def fee_claim_pdf(claim) -> str:
    """Where one claim is fetched as a PDF."""
    return address(claim.alliance, "fee_claim_pdf", claim.run.cooperation, claim.run.year, claim.pk)


def plan_word(plan) -> str:
    """Where a plan is fetched as a Word document."""
    return address(plan.alliance, "plan_word", plan.cooperation, plan.year)


def paper_pdf(paper) -> str:
    """Where the PDF of a version of a case paper is fetched."""
    return reverse("reporting:paper_pdf", args=[paper.alliance.slug, paper.pk])


def convocation_pdf(meeting) -> str:
    """Where the convocation of a meeting is fetched as a PDF."""
    return reverse("reporting:convocation_pdf", args=[meeting.alliance.slug, meeting.pk])


def report(document, alliance) -> str:
    """The page of the report that a frozen document is a version of."""
    from actionplan.periods import Period

    return address(alliance, "report_detail", document.cooperation, document.year, Period(document.period))
