"""Forms of the strategic platform, its rows, and the posts of a cooperation."""

from django import forms

from actionplan.forms.bounded import resolutions_of
from actionplan.models import AreaName, FocusArea, PlatformPoint, Position, PriorityArea, StrategicPlatform
from governance.forms.row import RowForm

LONG = forms.Textarea(attrs={"rows": 3})


class PlatformForm(RowForm):
    class Meta:
        model = StrategicPlatform
        fields = [
            "title",
            "vision",
            "main_goal",
            "valid_from",
            "valid_to",
            "adopted_on",
            "resolution",
            "supersedes",
            "note",
        ]
        widgets = {"vision": LONG, "main_goal": LONG, "note": LONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.cooperation_id, self.instance.resolution_id
        self.fields["resolution"].queryset = resolutions_of(self.actor, *own)


class OwnCooperationForm(RowForm):
    """The form of a new row of a cooperation: of those the actor edits."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.actor.edits_everything:
            choice = self.fields["cooperation"]
            choice.queryset = choice.queryset.filter(pk__in=self.actor.edited_cooperations)


class NewPlatformForm(OwnCooperationForm):
    class Meta:
        model = StrategicPlatform
        fields = ["cooperation", "title", "vision", "main_goal", "valid_from", "valid_to"]
        widgets = {"vision": LONG, "main_goal": LONG}


class PointForm(RowForm):
    class Meta:
        model = PlatformPoint
        fields = ["kind", "title", "text"]
        widgets = {"text": LONG}


class AreaForm(RowForm):
    class Meta:
        model = PriorityArea
        fields = ["name", "goal", "valid_from", "valid_to"]
        widgets = {"goal": LONG}


class FocusAreaForm(RowForm):
    class Meta:
        model = FocusArea
        fields = ["name", "goal", "valid_from", "valid_to"]
        widgets = {"goal": LONG}


class AreaNameForm(RowForm):
    class Meta:
        model = AreaName
        fields = ["name", "valid_from", "valid_to"]


class PositionForm(OwnCooperationForm):
    """A post; the cooperation is given once, when it is set up."""

    class Meta:
        model = Position
        fields = ["cooperation", "title", "percent", "is_hourly", "holder", "valid_from", "valid_to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["cooperation"]
