"""What keeps the workbench from starting."""


class SupervisionError(Exception):
    """The processes can not be started or kept up; the message tells the operator why and what to do."""
