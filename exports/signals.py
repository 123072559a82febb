"""What this app announces; each is sent by a service, inside its transaction, and heard in ``receivers`` modules."""

from django.dispatch import Signal

# publication: an entry was added to the feed
publication_added = Signal()
# subscriber_id: messages wait for this subscriber
deliveries_waiting = Signal()
