"""The errors that the business code raises, each with a stable code and an HTTP status.

They are turned into answers in two places only: ``factcheck.api.errors`` and ``factcheck.middleware``.
"""

from collections.abc import Mapping


class DomainError(Exception):
    """Something that a person or a client did can not be done; the message says why and what to do.

    ``fields`` names the inputs at fault, as ``{"field": "what is wrong with it"}``.
    """

    code = "domain_error"
    status = 400

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class InvalidInput(DomainError):
    """The input can not be used as it is."""

    code = "invalid_input"
    status = 400


class TooLarge(InvalidInput):
    """The input is over a limit; the message names the limit."""

    code = "too_large"
    status = 413


class NotAllowed(DomainError):
    """This person may not do this, and the message says why."""

    code = "not_allowed"
    status = 403


class IllegalTransition(DomainError):
    """The thing is not in a state in which this can be done."""

    code = "illegal_transition"
    status = 409


class Conflict(DomainError):
    """Somebody else changed the thing meanwhile, or a key was used for something else."""

    code = "conflict"
    status = 409


class Occupied(Conflict):
    """Somebody else is at the same work now; whoever says so goes on all the same."""

    code = "occupied"


class Stale(DomainError):
    """The client named the state it had seen, and that is not the state any more."""

    code = "precondition_failed"
    status = 412


class ComponentError(DomainError):
    """A machine component (extractor, retriever, stance model, fetcher, reader) could not do its work."""

    code = "component_error"
    status = 502


class ComponentUnavailable(ComponentError):
    """The component can not work now but may later: worth another try."""

    code = "component_unavailable"
    status = 503


class ComponentFailed(ComponentError):
    """The component will never manage this input: record it and do not try again."""

    code = "component_failed"
    status = 422
