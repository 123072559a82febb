"""Runs one measurement: ``python -m bench.evidence NAME ...``; without a name it lists them."""

import argparse
import importlib
import pkgutil

from bench import evidence


def main() -> None:
    """Read the name and the arguments of one measurement, and run it."""
    parser = argparse.ArgumentParser(prog="python -m bench.evidence", description=evidence.__doc__)
    names = parser.add_subparsers(dest="name", required=True)
    for info in pkgutil.iter_modules(evidence.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"bench.evidence.{info.name}")
        if hasattr(module, "run"):
            part = names.add_parser(info.name, help=(module.__doc__ or "").split("\n")[0], description=module.__doc__)
            module.add_arguments(part)
            part.set_defaults(run=module.run)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
