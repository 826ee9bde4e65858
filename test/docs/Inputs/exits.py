"""exits.py CODE COMMAND...: fails unless the command exits with this code."""

import subprocess
import sys

code = subprocess.run(sys.argv[2:]).returncode
if code != int(sys.argv[1]):
    sys.exit(f"{' '.join(sys.argv[2:])}: exit code {code}, not {sys.argv[1]}")
