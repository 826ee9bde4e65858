"""copy_tree.py SOURCE TARGET: the sources, without what is built."""

import shutil
import sys

shutil.copytree(sys.argv[1], sys.argv[2],
                ignore=shutil.ignore_patterns("build", ".git", "__pycache__"))
