"""The mailbox: the newest letter arrives, and nobody sleeps over one."""

import threading
import time

from edge.feedback.mailbox import Mailbox


def test_the_newest_letter_replaces_the_others():
    box: Mailbox[int] = Mailbox()
    for letter in range(5):
        box.put(letter)
    assert (box.take(), box.take()) == (4, None)


def test_rings_do_not_pile_up():
    box: Mailbox[int] = Mailbox()
    for letter in range(1000):
        box.put(letter)
    assert box._bell.qsize() == 1


def test_the_last_letter_always_arrives():
    box: Mailbox[int] = Mailbox()
    got: list[int] = []

    def read() -> None:
        while not got or got[-1] < 20_000:
            letter = box.take()
            if letter is None:
                box.wait()
            else:
                got.append(letter)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    for letter in range(20_001):
        box.put(letter)
    reader.join(5)
    assert got[-1] == 20_000
    assert got == sorted(set(got))


def test_a_wait_has_an_end():
    began_s = time.monotonic()
    Mailbox[int]().wait(0.05)
    assert 0.04 < time.monotonic() - began_s < 2
