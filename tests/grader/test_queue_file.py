"""The embedded queue, seen by two processes' worth of connections."""

import sqlite3
import subprocess
import sys
from queue import Empty

import pytest
from kombu import Connection
from sqlalchemy.exc import OperationalError

from grader import celery
from tests.journeys.site import ROOT

assert celery.app
pytestmark = pytest.mark.filterwarnings("ignore:The ``noload`` loader strategy")  # kombu's own models


@pytest.fixture
def address(tmp_path):
    return f"sqla+sqlite:///{tmp_path / 'queue.sqlite3'}"


@pytest.fixture
def sender(address):
    with Connection(address) as connection:
        yield connection.SimpleQueue("answers")


@pytest.fixture
def receiver(address):
    with Connection(address) as connection:
        yield connection.SimpleQueue("answers")


def received(queue):
    message = queue.get(timeout=5)
    message.ack()
    return message.payload


def rows(tmp_path):
    with sqlite3.connect(tmp_path / "queue.sqlite3") as file:
        return file.execute("SELECT COUNT(*) FROM kombu_message").fetchone()[0]


def test_messages_arrive_once_in_order_and_leave_nothing_behind(sender, receiver, tmp_path):
    for number in range(5):
        sender.put({"pk": number})
    assert rows(tmp_path) == 5
    assert [received(receiver)["pk"] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(Empty):
        receiver.get(block=False)
    assert rows(tmp_path) == 0


def test_after_the_file_is_deleted_both_sides_meet_in_the_new_one(sender, receiver, tmp_path):
    sender.put({"pk": 1})
    assert received(receiver) == {"pk": 1}
    (tmp_path / "queue.sqlite3").unlink()
    sender.put({"pk": 2})
    assert received(receiver) == {"pk": 2}
    (tmp_path / "queue.sqlite3").unlink()
    with pytest.raises(Empty):  # the receiver makes the new file this time
        receiver.get(block=False)
    sender.put({"pk": 3})
    assert received(receiver) == {"pk": 3}


def spoilt(content):
    """A database with something else in its place: text, nothing, or only its head."""
    return {"text": b"no database " * 2000, "nothing": b"", "head": content[:4096] + bytes(len(content) - 4096)}


@pytest.mark.parametrize("damage", ["text", "nothing", "head"])
def test_after_the_file_is_spoilt_both_sides_meet_in_a_new_one(damage, sender, receiver, tmp_path):
    sender.put({"pk": 1})
    assert received(receiver) == {"pk": 1}
    file = tmp_path / "queue.sqlite3"
    file.write_bytes(spoilt(file.read_bytes())[damage])
    sender.put({"pk": 2})
    assert received(receiver) == {"pk": 2}
    file.write_bytes(spoilt(file.read_bytes())[damage])
    with pytest.raises(Empty):  # the receiver finds it this time
        receiver.get(block=False)
    sender.put({"pk": 3})
    assert received(receiver) == {"pk": 3}
    assert (tmp_path / "queue.sqlite3.spoilt").exists() == (damage != "nothing")  # an empty one only lacks its tables


PROCESS = """
import sys, warnings
warnings.simplefilter("ignore")
from kombu import Connection
from grader import celery
with Connection(sys.argv[1]) as connection:
    queue = connection.SimpleQueue("answers")
    queue.put({})
    print("here", flush=True)
    sys.stdin.readline()
    for _ in range(10):
        queue.put({})
"""


def test_several_processes_that_find_it_spoilt_at_once_all_go_on(address, tmp_path):
    """It is spoilt while nobody writes: a transaction that ends just then may write the head of the file anew."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    senders = [subprocess.Popen([sys.executable, "-c", PROCESS, address], cwd=ROOT, **pipes) for _ in range(3)]
    for sender in senders:
        assert sender.stdout.readline() == "here\n"
    (tmp_path / "queue.sqlite3").write_bytes(b"no database " * 2000)
    for sender in senders:
        sender.stdin.write("\n")
        sender.stdin.flush()
    said = [sender.communicate(timeout=60)[1] for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0, 0], said
    assert "".join(said).count("cannot be read") == 1, said
    assert {path.name for path in tmp_path.iterdir()} == {"queue.sqlite3", "queue.sqlite3.spoilt"}
    assert rows(tmp_path) > 10


def test_a_file_that_is_only_busy_stays(address, tmp_path):
    impatient = Connection(address, transport_options={"connect_args": {"timeout": 0.1}})
    sender = impatient.SimpleQueue("answers")
    sender.put({"pk": 1})
    with sqlite3.connect(tmp_path / "queue.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM kombu_message")
        with pytest.raises(OperationalError, match="locked"):
            sender.put({"pk": 2})
        other.execute("ROLLBACK")
    impatient.release()
    assert rows(tmp_path) == 1
    assert not (tmp_path / "queue.sqlite3.spoilt").exists()


def test_the_poll_is_quick(sender):
    assert sender.channel.connection.polling_interval == 0.05
