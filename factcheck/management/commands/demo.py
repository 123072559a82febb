"""``manage.py demo``: the workbench with a small newsroom in it."""

import json
from collections.abc import Sequence

from django.conf import settings

from factcheck.management.commands import up
from factcheck.supervision.address import Address
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.workbench import manage

RULE = "─" * 78
FIRST_ARTICLE = {"published_at": "2026-03-31", "body": "The pier will close in May, Ada Lund said on Monday."}


class Command(up.Command):
    """``up``, then the demo newsroom when it is not there yet, then who can log in."""

    help = "Run the workbench with a demo newsroom in it and show the log-ins. What you do there is kept."

    def last_steps(self) -> Sequence[ProcessSpec]:
        """The demo newsroom goes in through the services, so everything must be up."""
        return [manage("seed", "seed_demo")]

    def announce(self, address: Address) -> None:
        """Show the address, the log-ins and a first request to the API."""
        credentials = json.loads((settings.DATA_DIR / "demo-credentials.json").read_text())
        header = f"Authorization: Token {credentials['cms_token']}"
        rows = [
            f"{person['role']:<18} {person['username']:<18} {person['password']}" for person in credentials["people"]
        ]
        lines = [
            "",
            RULE,
            f"The demo newsroom is at {address.url} - press Ctrl-C to stop it.",
            "",
            f"{'role':<18} {'name':<18} password",
            *rows,
            "",
            "The CMS sends articles and reads verdicts with this token (docs/api.md has the rest):",
            f"curl -H '{header}' {address.url}api/v1/publications/",
            f"curl -H '{header}' -H 'Content-Type: application/json' {address.url}api/v1/articles/ \\",
            f"  -d '{json.dumps(FIRST_ARTICLE)}'",
            RULE,
            "",
        ]
        self.stdout.write("\n".join(lines))
