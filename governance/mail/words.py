"""Words that mails share, in the language of each receiver."""

from django.utils.functional import lazy

from governance.templatetags.norwegian import norwegian_date

written_day = lazy(norwegian_date, str)
lazily = lazy(lambda say: say(), str)
