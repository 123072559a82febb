"""How far the demo has been played, in a file, so that a run that was stopped goes on there. Plain Python."""

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class ScenePlayed:
    """How far one scene is: the public id of its claim, the steps that are done, and the one that was begun."""

    claim: str = ""
    begun: int = 0
    done: int = 0


@dataclass(slots=True)
class Progress:
    """The scenes by name, kept in ``path``; every change is on disk before it is relied on."""

    path: Path
    scenes: dict[str, ScenePlayed] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Progress":
        """What was kept in ``path``; nothing when there is no such file."""
        if not path.exists():
            return cls(path)
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(path, {name: ScenePlayed(*values) for name, values in stored.items()})

    def scene(self, name: str) -> ScenePlayed:
        """How far the scene called ``name`` is."""
        return self.scenes.setdefault(name, ScenePlayed())

    def claims(self) -> set[str]:
        """The claims that scenes have taken."""
        return {played.claim for played in self.scenes.values() if played.claim}

    def save(self) -> None:
        """Write the file in one step."""
        stored = {name: [played.claim, played.begun, played.done] for name, played in self.scenes.items()}
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(stored, indent=2), encoding="utf-8")
        draft.replace(self.path)
