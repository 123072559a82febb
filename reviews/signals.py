"""What this app announces; each is sent by a service, inside its transaction, and heard in ``receivers`` modules."""

from django.dispatch import Signal

# no arguments: there are notices that wait to be mailed
notices_waiting = Signal()
# no arguments: there are reviews that wait for somebody to take them
reviews_waiting = Signal()
# no arguments: other rules say now which claims two people judge
rules_changed = Signal()
