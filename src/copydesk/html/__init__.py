"""What an editor looks at: the static report and the review that is served on loopback.

`view` gathers a desk into plain data, `pages` renders it, `site` writes the report, `server` serves the review, `edits` changes
YAML and `desk_files` writes it. Only `pages` needs Jinja2, only `server` Starlette and uvicorn, only `edits` ruamel.yaml.
"""
