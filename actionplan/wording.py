"""The words of this floor's files without Django: the same functions as on the ground floor."""

from governance.wording import gettext, gettext_noop, ngettext, short_day

__all__ = ["gettext", "gettext_noop", "ngettext", "short_day"]
