"""Processes of copydesk that need not start anew: forked from a server that has read its tables.

They are processes of their own as those that an interpreter starts are; what an interpreter does at its start (reading its
options and its environment, choosing an encoding) is left out. The tests of just that start real ones.
"""

import multiprocessing
import os
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def forked() -> ForkServerContext:
    """Where processes are forked from, once in a test process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), before)))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context
