import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.test import RequestFactory

from exports.models import Publication


@pytest.mark.django_db
def test_the_admin_only_looks(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User.objects.create_superuser("root", password="a-long-test-password")
    admin = site.get_model_admin(Publication)

    assert admin.has_view_permission(request)
    assert not admin.has_add_permission(request)
    assert not admin.has_change_permission(request)
    assert not admin.has_delete_permission(request)
