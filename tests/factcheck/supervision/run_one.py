"""A supervisor of one process, to be killed: ``python -m tests.factcheck.supervision.run_one DIRECTORY PID_FILE``."""

import sys
from pathlib import Path

from tests.factcheck.supervision.fake_children import STAY, make_spec, supervise

if __name__ == "__main__":
    directory, pid_file = Path(sys.argv[1]), sys.argv[2]
    code = f"import os; open({pid_file!r}, 'w').write(str(os.getpid())); {STAY}"
    supervise([[make_spec("child", code)]], directory, on_ready=lambda _supervisor: None)
