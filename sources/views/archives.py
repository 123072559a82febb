"""What was kept, to take away."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from claims.services.archives import archive_of
from sources.models import Document


@login_required
@require_GET
def warc(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one document was made of, as a web archive: its bytes, when and with which headers they came."""
    document = get_object_or_404(Document.objects.visible_to(request.user).for_page(), public_id=public_id)
    if document.snapshot is None:
        message = "No bytes of this document are kept."
        raise Http404(message)
    name = f"{public_id}.warc.gz"
    content = archive_of(document.snapshot, filename=name, at=document.created_at)
    # Packed as a file and not for the way, so there is no Content-Encoding.
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/warc", headers=disposition)
