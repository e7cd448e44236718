"""The administration site: superusers only, and never the alliances' own work.

It writes logins, alliances, reference data and jobs. Business tables can be looked at and nothing more: they are
written by services, with permission, version and history.
"""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group

from governance import history
from governance.access import Actor
from governance.models import Alliance, County, Event, Job, Municipality, Population, TenantRow, User


def _is_superuser(request) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


class SuperuserAdmin(admin.ModelAdmin):
    """What the site writes itself."""

    def has_module_permission(self, request):
        return _is_superuser(request)

    def has_view_permission(self, request, obj=None):
        return _is_superuser(request)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


class ReadOnlyAdmin(SuperuserAdmin):
    """A business table: to look at."""

    list_filter = ("alliance",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RecordedAdmin(SuperuserAdmin):
    """A table with history that the site may write: each save is one recorded change by the superuser."""

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        alliance = getattr(obj, "alliance", obj)
        actor = Actor(alliance=alliance, user=request.user, label=request.user.email, is_system=True)
        with history.recording(actor, f"{obj._meta.model_name}.{'change' if change else 'create'}", obj):
            if change:
                history.save(obj, {name: form.cleaned_data[name] for name in form.changed_data})
            else:
                history.create(obj)


@admin.register(Alliance)
class AllianceAdmin(RecordedAdmin):
    list_display = ("name", "slug", "has_health", "has_culture", "is_demo")


@admin.register(Job)
class JobAdmin(RecordedAdmin):
    list_display = ("title", "alliance", "state", "progress", "heartbeat_at")
    list_filter = ("state", "alliance")
    fields = ("state", "failure")

    def has_add_permission(self, request):
        return False


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)


@admin.register(User)
class LoginAdmin(SuperuserAdmin, UserAdmin):
    """Logins. Which person a login is, and what she may do, is decided in each alliance."""

    add_form = UserCreationForm
    ordering = ("email",)
    search_fields = ("email",)
    list_display = ("email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = ((None, {"fields": ("email", "password", "language", "is_active", "is_staff", "is_superuser")}),)
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)


@admin.register(County)
class CountyAdmin(SuperuserAdmin):
    list_display = ("number", "name")


@admin.register(Municipality)
class MunicipalityAdmin(SuperuserAdmin):
    list_display = ("number", "name", "county", "successor")
    list_select_related = ("county", "successor")
    search_fields = ("number", "name")
    exclude = ("border",)


@admin.register(Population)
class PopulationAdmin(SuperuserAdmin):
    list_display = ("municipality", "year", "inhabitants")
    list_select_related = ("municipality",)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "act", "object_label", "by_name", "alliance")


admin.site.has_permission = _is_superuser  # staff who are no superusers do not even see an empty index
admin.site.unregister(Group)  # roles are given per alliance, never by Django's groups
for model in apps.get_models():
    if issubclass(model, TenantRow) and not admin.site.is_registered(model):
        admin.site.register(model, ReadOnlyAdmin)
