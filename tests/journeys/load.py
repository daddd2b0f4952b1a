"""Clients of the API that hand in answers and code, and insist until each is acknowledged."""

import json
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

INSIST_FOR = 180
ASK_AGAIN = {409, 429, 500, 502, 503}
RIGHT = "def output_size(n, k, s, p, d):\n    return (n + 2 * p - d * (k - 1) - 1) // s + 1  # {}\n"
WRONG = "def output_size(n, k, s, p, d):\n    return (n + 2 * p - d * (k - 1) - 1) // s  # {}\n"
NUMBERS = re.compile(
    r"A kernel of (\d+) slides with stride (\d+) over an input of (\d+) cells "
    r"with(?:out padding| (\d+) zeros? of padding)"
)


class Refused(Exception):
    """An answer that is no reason to repeat the request: its body."""


def right_answer_to(prompt):
    """By our own reckoning."""
    kernel, stride, size, padding = numbers_of(prompt)
    return (size + 2 * padding - kernel) // stride + 1


def numbers_of(prompt):
    """Kernel, stride, size and padding."""
    return [int(number or 0) for number in NUMBERS.search(prompt).groups()]


@dataclass
class Given:
    """One acknowledged submission: where it is found, whose it is, and what it is worth by our own reckoning."""

    address: str
    variant: str
    worth: int


@dataclass
class Load:
    """Students without accounts: each draws one question and hands in two things."""

    site: object
    token: str
    given: list[Given] = field(default_factory=list)
    repeated: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, students, code_every, also=(), clients=6):
        """Start these students, and among them what others do: (function, argument).

        Gives back what waits for their end and raises what went wrong.
        """
        pool = ThreadPoolExecutor(clients)
        running = [pool.submit(self._code if n % code_every == 0 else self._numbers, n) for n in students]
        running += [pool.submit(*one) for one in also]

        def finish():
            for one in running:
                one.result()
            pool.shutdown()

        return finish

    def _numbers(self, number):
        variant = self.insist("/variants", {"kind": "output-size", "level": 1, "seed": number + 1})
        right = right_answer_to(variant["prompt"][0]["text"])
        self._hand_in(variant, {"answer": right + 1}, 0)
        self._hand_in(variant, {"answer": right}, 1)

    def _code(self, number):
        variant = self.insist("/variants", {"kind": "output_size"})
        self._hand_in(variant, {"source": WRONG.format(number)}, 0)
        self._hand_in(variant, {"source": RIGHT.format(number)}, 1)

    def _hand_in(self, variant, body, worth):
        told = self.insist(f"/variants/{variant['id']}/submissions", body)
        with self.lock:
            self.given.append(Given(f"/submissions/{told['id']}", variant["id"], worth))

    def insist(self, path, body=None, token=""):
        """Send one request until there is an answer, always with the same key; Refused if the answer is no."""
        headers = {"Authorization": f"Bearer {token or self.token}", "Content-Type": "application/json"}
        if body is not None:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        data = None if body is None else json.dumps(body).encode()
        until = time.monotonic() + INSIST_FOR
        while time.monotonic() < until:
            try:
                with urlopen(Request(f"{self.site.url}/api/v1{path}", data, headers), timeout=30) as response:
                    return json.load(response)
            except HTTPError as refused:
                final = refused.code == 409 and "Retry-After" not in refused.headers
                if final or refused.code not in ASK_AGAIN:
                    raise Refused(refused.read().decode()) from None
            except (OSError, HTTPException, ValueError):
                pass  # no answer, or half of one
            with self.lock:
                self.repeated += 1
            time.sleep(0.2)
        raise AssertionError(f"no answer to {path[:40]} in {INSIST_FOR} s")
