"""What an editor looks at: the static report and the review that is served on loopback.

`view` gathers a desk into plain data, `pages` renders it, `site` writes the report, `server` serves the review. A
decision (`decisions`) is a change to one YAML file (`edits`) that `store` writes. Only `pages` needs Jinja2, only
`server` Starlette, only `edits` ruamel.yaml.
"""
