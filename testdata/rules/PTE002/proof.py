"""pytest runs the file."""

import subprocess
import sys


def observe(m):
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", m.__file__], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
