"""What pyproject.toml cannot say: with COPYDESK_COMPILE=1 in the environment, reading is compiled to C.

    COPYDESK_COMPILE=1 pip install .        # needs a C compiler; pip fetches mypyc, which is part of mypy

The answers are the same; `benchmarks/compiled.py` shows that, and how much sooner they come. Without the variable
nothing is compiled, and nothing but Python is needed.
"""

import os
from pathlib import Path

from setuptools import setup

READING = ("src/copydesk/annotate.py", "src/copydesk/kinds/*.py")


def compiled() -> dict[str, object]:
    """What `setup` needs to compile, or what must be fetched for that first."""
    try:
        from mypyc.build import mypycify
    except ImportError:
        return {"setup_requires": ["mypy>=1.18"]}
    files = sorted(str(path) for pattern in READING for path in Path().glob(pattern))
    return {"ext_modules": mypycify(["--strict", *files], opt_level="3")}


setup(**(compiled() if os.environ.get("COPYDESK_COMPILE") == "1" else {}))
