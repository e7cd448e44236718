from django.contrib.auth.decorators import login_not_required


def public(view):
    """Mark a view that shows published rows to everyone. What is not published stays behind `visible_to`."""
    view = login_not_required(view)
    view.is_public = True
    return view


def indexable(view):
    """Mark a public view whose answers name no person, so that search engines may list it. All else below an alliance
    is kept out of them (governance/middleware.py)."""
    view.is_indexable = True
    return view
