"""What this app announces; each is sent by a service, inside its transaction, and heard in ``receivers`` modules."""

from django.dispatch import Signal

# intake_id
document_intake_requested = Signal()
# run_id: a feed is to be asked what is new
feed_poll_requested = Signal()
# article_id: claims of this article wait for evidence
linking_requested = Signal()
# article, claims: their search for evidence has ended, with or without any
claims_linked = Signal()
# article_id: claims of this article wait to be compared with what is settled and with each other
comparison_requested = Signal()
# the library has changed, or more of it waits: the search index has something to take in
index_requested = Signal()
# documents wait to be put together with those of the same origin
grouping_requested = Signal()
# check_id: the address of a document is to be asked again
check_requested = Signal()
# check, evidence: words that were cited are no longer at their source as they were; evidence is the rows that are new
evidence_drifted = Signal()
# evidence, by, before: a person decided on a passage; before is what had been decided, "accepted" or another decision,
# and the stance
evidence_decided = Signal()
# document, evidence, by, reason: nothing may rest on the document any more
document_retracted = Signal()
# document, evidence, by, reason: the retraction was taken back
document_reinstated = Signal()
