"""Addresses below an alliance, for text that is made outside a view."""

from django.urls import reverse


def to(actor, name: str, *args) -> str:
    """The address of a page of the ground floor in the actor's alliance."""
    return reverse(f"governance:{name}", args=[actor.alliance.slug, *args])
