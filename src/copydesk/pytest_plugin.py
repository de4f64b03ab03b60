"""The pytest plugin: thin hooks over `copydesk.session`."""
