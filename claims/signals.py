"""What this app announces; each is sent by a service, inside its transaction, and heard in ``receivers`` modules."""

from django.dispatch import Signal

# intake_id
article_intake_requested = Signal()
# article_id
extraction_requested = Signal()
# article, claims: the live claims that are new
claims_extracted = Signal()
# claim, by, changes: facts of it have changed, each name of one with what it was and is
claim_revised = Signal()
# claim, by
claim_discarded = Signal()
# article: it comes out at another time than was known
publication_moved = Signal()
# article: it is about something else than was known
topic_changed = Signal()
# no arguments: the ledger is verified; who hears gives the flaws of the rows that it vouches for
rows_compared = Signal()
# article, before, carried, by: claims of the draft before with their copies in the new one, as pairs
claims_carried = Signal()
