"""Settings of the software's own tests: the same examples in every run, and no time limit on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "copydesk", derandomize=True, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("copydesk")
