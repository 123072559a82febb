"""The answer to "may this person do this now?": yes, or no with the reason that the person reads."""

from dataclasses import dataclass

from factcheck.lib.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Allowed:
    """The action may be taken."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True

    def enforce(self) -> None:
        """Do nothing: it is allowed."""


@dataclass(frozen=True, slots=True)
class Denied:
    """The action may not be taken; ``reason`` is a whole sentence for the person who asked."""

    reason: str

    def __bool__(self) -> bool:
        return False

    def enforce(self) -> None:
        """Raise ``NotAllowed`` with the reason."""
        raise NotAllowed(self.reason)


Decision = Allowed | Denied
