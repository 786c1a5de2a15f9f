"""Films side by side: in order, few at once, one thread each, and ended as one after another would be."""

import threading
import time
from contextlib import closing

import pytest
import torch

from engine.runtime.interruption import Interrupted, interruptible, watched
from engine.runtime.memory import MemoryShortError
from engine.runtime.side_by_side import side_by_side

CPU = torch.device("cpu")


@pytest.fixture(autouse=True, params=[1, 3])
def threads(request):
    usual = torch.get_num_threads()
    torch.set_num_threads(request.param)
    yield request.param
    torch.set_num_threads(usual)


def test_outcomes_come_in_order_whichever_is_ready_first(threads):
    def late(number):
        time.sleep(0.02 * (number % 3 == 0))
        return number * number

    found = [(number, outcome()) for number, outcome in side_by_side(late, range(10), CPU)]
    assert found == [(number, number * number) for number in range(10)]


def test_each_has_one_thread_of_torch_and_others_keep_theirs(threads):
    films = side_by_side(lambda _: (torch.get_num_threads(), threading.get_ident()), range(6), CPU)
    found = [outcome() for _, outcome in films]
    assert {count for count, _ in found} == {1}
    assert len({thread for _, thread in found}) <= threads
    counted = []
    other = threading.Thread(target=lambda: counted.append(torch.get_num_threads()))
    other.start()
    other.join()
    assert (torch.get_num_threads(), counted) == (threads, [threads])


def test_a_single_one_has_all_threads(threads):
    assert [outcome() for _, outcome in side_by_side(lambda _: torch.get_num_threads(), [0], CPU)] == [
        threads
    ]


def test_few_are_begun_before_they_are_asked_for(threads):
    begun = []
    with closing(side_by_side(begun.append, range(100), CPU)) as films:
        next(films)[1]()
    assert len(begun) <= threads + 1


def test_an_error_is_that_of_its_item_only(threads):
    found = []
    for number, outcome in side_by_side(lambda number: 1 // number, [1, 0, 1], CPU):
        try:
            found.append(outcome())
        except ZeroDivisionError:
            found.append(number)
    assert found == [1, 0, 1]


@pytest.mark.parametrize("refusal", [MemoryShortError("too little"), MemoryError()], ids=("net", "picture"))
def test_what_is_too_much_for_memory_together_is_computed_alone(refusal):
    lock = threading.Lock()

    def large(number):
        if not lock.acquire(blocking=False):
            raise refusal
        try:
            time.sleep(0.02)
            return number
        finally:
            lock.release()

    assert [outcome() for _, outcome in side_by_side(large, range(5), CPU)] == list(range(5))


def test_who_is_cancelled_is_cut_short_in_every_thread():
    net, unwanted = torch.nn.Linear(2, 2), threading.Event()

    def looked(_):
        with watched([net]):
            return net(torch.zeros(2))

    with interruptible(unwanted.is_set):
        films = side_by_side(looked, range(5), CPU)
        next(films)[1]()
        unwanted.set()
        with pytest.raises(Interrupted):
            [outcome() for _, outcome in films]


def test_who_is_interrupted_as_threads_begin_waits_for_none_and_has_all_threads_again(monkeypatch):
    class Interrupting(threading.Barrier):
        def wait(self, timeout=None):
            if threading.current_thread() is threading.main_thread():
                raise KeyboardInterrupt
            return super().wait(60.0)  # without an end the test fails then, and does not hang

    torch.set_num_threads(3)
    monkeypatch.setattr(threading, "Barrier", Interrupting)
    counted = []
    with pytest.raises(KeyboardInterrupt):
        next(side_by_side(abs, range(4), CPU))
    other = threading.Thread(target=lambda: counted.append(torch.get_num_threads()))
    other.start()
    other.join()
    assert (torch.get_num_threads(), counted) == (3, [3])
