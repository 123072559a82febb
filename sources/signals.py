"""What this app announces; each is sent by a service, inside its transaction, and heard in ``receivers`` modules."""

from django.dispatch import Signal

# intake_id
document_intake_requested = Signal()
# article_id: claims of this article wait for evidence
linking_requested = Signal()
# article, claims: their search for evidence has ended, with or without any
claims_linked = Signal()
