"""moto's server in a process of its own: prints one line of JSON when it listens, and ends when its
input does.
"""

import importlib.metadata
import json
import logging
import sys

from moto.server import ThreadedMotoServer


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line a request would cost it time
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    ready = {"version": importlib.metadata.version("moto"), "endpoint": f"http://{host}:{port}"}
    print(json.dumps(ready), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
