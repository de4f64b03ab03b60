"""The fact checks of `corpus/` and `assertions/` run through copydesk's pytest plugin.

The installed package registers it; naming it here makes no difference then, and says where the checks come from.
"""

pytest_plugins = ["copydesk.pytest_plugin"]
