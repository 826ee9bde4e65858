"""Runs a command until one file is done, then sends it what Ctrl-C sends.

interrupt.py STATE COMMAND...
"""

import os
import pathlib
import signal
import subprocess
import sys
import time

state = pathlib.Path(sys.argv[1])
process = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True,
                           start_new_session=True,
                           # lit's own children may ignore it.
                           preexec_fn=lambda: signal.signal(signal.SIGINT,
                                                            signal.SIG_DFL))
while process.poll() is None and not list(state.glob("done/*.json")):
    time.sleep(0.01)
os.killpg(process.pid, signal.SIGINT)
print(process.communicate()[0])
print(f"exit code {process.returncode}")
