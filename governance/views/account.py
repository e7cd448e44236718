"""Pages of one's own login that differ from allauth's."""

from django.views.generic import TemplateView


class EmailView(TemplateView):
    """Shows the address one logs in with. An administrator gives it: whoever could type an address here herself would
    be let in by the next alliance that gives a login to the person who owns it."""

    template_name = "account/email.html"
    http_method_names = ["get", "head"]
