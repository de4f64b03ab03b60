"""`copydesk review`: the report on loopback, where an editor decides."""

import sys
from argparse import ArgumentParser, Namespace

NAME = "review"
HELP = "decide discrepancies in a browser: waive them, correct an assertion, draft a new one"
PORT = 8377


def add_arguments(parser: ArgumentParser) -> None:
    """Where the desk is, who decides, and on which port."""
    from .report import add_folders

    add_folders(parser)
    parser.add_argument("--port", type=int, default=PORT, help=f"0 takes any that is free (default: {PORT})")
    parser.add_argument("--by", default="", metavar="NAME", help="who decides, as waivers name them")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def run(namespace: Namespace) -> int:
    """Serve until interrupted. The address holds the token: it is the key to the review."""
    from ..errors import CopydeskError, MissingExtra

    try:
        import ruamel.yaml  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingExtra("copydesk review", "review") from None
    import socket

    from ..html.server import Review, application
    from .report import desk

    review = Review(desk=desk(namespace), by=namespace.by)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listening:
        try:
            listening.bind(("127.0.0.1", namespace.port))
            listening.listen()
        except (OSError, OverflowError) as error:
            raise CopydeskError(f"port {namespace.port}: {error}; name another with --port") from None
        port: int = listening.getsockname()[1]
        served = application(review, port)
        address = f"http://127.0.0.1:{port}/?token={review.token}"
        print(f"{address}\nThe address is the key: whoever has it can decide. Ctrl-C ends the review.", flush=True)
        if namespace.open:
            import webbrowser

            webbrowser.open(address)
        config = uvicorn.Config(served, log_level="warning", access_log=False, lifespan="off", server_header=False)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            print(file=sys.stderr)
    return 0
