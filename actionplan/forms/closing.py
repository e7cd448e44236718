"""What is asked when a plan is closed, and when it is opened again."""

from actionplan.closing import WHY_REOPENED, needs_reason_to_close
from actionplan.forms.plan import WhyForm


class CloseForm(WhyForm):
    """Why the plan is closed before its year is over; nothing once it is."""

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, actor=actor, plan=plan, **kwargs)
        if why := needs_reason_to_close(plan):
            self.fields["reason"].help_text = self.fields["reason"].error_messages["required"] = why
        else:
            del self.fields["reason"]


class ReopenForm(WhyForm):
    """Why a closed plan is changed again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = WHY_REOPENED
