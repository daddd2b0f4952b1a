"""A small HTTP client that keeps its connection, and many of them at once."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException

CLIENTS = 8


class Client:
    """One keep-alive connection to a site; `token` for the API."""

    def __init__(self, port, token=""):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def post(self, path, body):
        return self._said("POST", path, json.dumps(body))

    def get(self, path):
        return self._said("GET", path)

    def _said(self, method, path, body=None):
        try:
            response = self._sent(method, path, body)
        except (ConnectionError, HTTPException):  # a connection that nobody used for a while is closed
            self.connection.close()
            response = self._sent(method, path, body)
        said = response.read()
        if response.status >= 300:
            raise AssertionError(f"{path[:60]}: {response.status} {said[:300]!r}")
        return said

    def _sent(self, method, path, body):
        self.connection.request(method, path, body, self.headers)
        return self.connection.getresponse()


def all_sent(port, token, jobs):
    """Send all jobs (path, body) from several connections; gives back the seconds that it took."""
    here, waiting = threading.local(), list(reversed(jobs))

    def send(_):
        client = here.__dict__.setdefault("client", Client(port, token))
        client.post(*waiting.pop())

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in pool.map(send, range(len(jobs))):
            pass
    return time.perf_counter() - began


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
