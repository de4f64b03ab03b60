"""Settings of the software's own tests: the same examples in every run, no time limit on a busy machine, code compiled once."""

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile(
    "copydesk", derandomize=True, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("copydesk")

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None) and "PYTHONPYCACHEPREFIX" not in os.environ:
    # the processes that tests start compile every module anew where nothing may be written beside it
    os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="copydesk-tests-")
    atexit.register(shutil.rmtree, os.environ["PYTHONPYCACHEPREFIX"], ignore_errors=True)
