"""The page between an upload and what is stored of it: what was kept is read anew each time it is shown or stored."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import View

from governance.history import Refused
from governance.importing.importticket import unseal
from governance.importing.safety import UnreadableFile


class PreviewView(View):
    """GET shows it; POST shows it again with the answers (`steg=se`), or stores it (`steg=lagre`).

    Subclasses give `ticket_name`, `salt`, `scope` (the row the ticket is good for), `upload_url`, `read_kept(ticket)`,
    `page(ticket, found)` and `store(ticket, found)`.
    """

    ticket_name = salt = ""

    def get(self, request, *args, **kwargs):
        return self._with_ticket(request.GET.get(self.ticket_name, ""), self.page)

    def post(self, request, *args, **kwargs):
        act = self.store if request.POST.get("steg") == "lagre" else self.page
        return self._with_ticket(request.POST.get(self.ticket_name, ""), act)

    def _with_ticket(self, text: str, answer):
        """Read what was kept; when that is not possible, back to the upload with the reason."""
        try:
            ticket = unseal(text, self.actor, self.scope, salt=self.salt)
            found = self.read_kept(ticket)
        except Refused as refused:
            messages.error(self.request, str(refused))
        except UnreadableFile as error:
            messages.error(self.request, error.reason)
        else:
            return answer(ticket, found)
        return redirect(self.upload_url)
