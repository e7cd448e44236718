from django.contrib.auth.decorators import login_not_required


def public(view):
    """Mark a view that shows published rows to everyone. What is not published stays behind `visible_to`."""
    view = login_not_required(view)
    view.is_public = True
    return view
