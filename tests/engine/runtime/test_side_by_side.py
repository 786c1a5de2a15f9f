"""Films side by side: in order, few at once, one thread each, and ended as one after another would be."""

import threading
import time
from contextlib import closing

import numpy as np
import pytest
import torch

from engine.errors import ImageReadError
from engine.runtime.interruption import Interrupted, interruptible, watched
from engine.runtime.memory import MemoryShortError
from engine.runtime.side_by_side import read_ahead, read_and_worked, side_by_side

DAMAGED = ImageReadError("It is damaged.")
CPU, GPU = torch.device("cpu"), torch.device("cuda")


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


class Films:
    """Films that are read: those of the numbers `bad` not, in the thread of whoever reads ahead."""

    def __init__(self, count, size=1, bad=(), error=DAMAGED):
        self.numbers, self.threads = range(count), set()
        self._size, self._bad, self._error = size, bad, error
        self._is_read = [threading.Event() for _ in self.numbers]

    def read(self, number):
        self.threads.add(threading.get_ident())
        self._is_read[number].set()
        if number in self._bad and threading.current_thread() is not threading.main_thread():
            raise self._error
        return np.broadcast_to(np.float32(number), (self._size,))

    @property
    def begun(self):
        return [number for number in self.numbers if self._is_read[number].is_set()]

    def are_read_to(self, number):
        """Wait until the film of this number, or the last one, is read."""
        return self._is_read[min(number, len(self.numbers) - 1)].wait(60.0)


def test_while_a_gpu_computes_the_next_films_are_read_and_no_more_than_these():
    films, found = Films(9), []
    with closing(read_ahead(films.read, films.numbers, GPU, 2)) as reading:
        for number, pixels in reading:
            found.append((number, int(pixels()[0])))
            assert films.are_read_to(number + 2)  # nothing else happens here, as in a computation
            assert films.begun == list(range(min(number + 3, 9)))
    assert found == [(number, number) for number in range(9)]
    assert threading.get_ident() not in films.threads
    assert len(films.threads) == 1


def test_of_large_films_no_more_are_read_than_memory_has_room_for():
    films = Films(9, size=40_000_000)
    with closing(read_ahead(films.read, films.numbers, GPU, 8)) as reading:
        for number, pixels in reading:
            pixels()
            assert films.are_read_to(number + 3)
            assert films.begun == list(range(min(number + 4, 9)))


def test_a_film_that_cannot_be_read_ahead_says_so_at_its_turn_and_the_others_come():
    films, found = Films(5, bad=(1, 4)), []
    with closing(read_ahead(films.read, films.numbers, GPU, 5)) as reading:
        for number, pixels in reading:
            assert films.are_read_to(4)
            try:
                found.append(int(pixels()[0]))
            except ImageReadError as error:
                found.append((number, str(error)))
    assert found == [0, (1, "It is damaged."), 2, 3, (4, "It is damaged.")]


def test_what_memory_is_too_short_for_beside_a_computation_is_read_at_its_turn():
    films = Films(4, bad=(1, 2), error=MemoryError())
    assert [int(pixels()[0]) for _, pixels in read_ahead(films.read, films.numbers, GPU, 4)] == [0, 1, 2, 3]


def test_closed_early_it_reads_no_further_and_leaves_no_thread():
    films, before = Films(100), threading.active_count()
    with closing(read_ahead(films.read, films.numbers, GPU, 3)) as reading:
        next(reading)[1]()
    begun = films.begun
    assert len(begun) <= 4
    assert threading.active_count() == before
    assert films.begun == begun


def test_on_a_cpu_a_film_is_read_where_it_is_asked_for():
    films = Films(3)
    for number, pixels in read_ahead(films.read, films.numbers, CPU, 2):
        assert films.begun == list(range(number))
        pixels()
    assert films.threads == {threading.get_ident()}


def test_while_a_gpu_computes_on_a_film_the_next_are_read():
    films, found, computing = Films(9), [], set()

    def computed(pixels):
        computing.add(threading.get_ident())
        assert films.are_read_to(int(pixels[0]) + 4)
        return 10 * int(pixels[0])

    with closing(read_and_worked(films.read, computed, films.numbers, GPU)) as steps:
        for number, outcome in steps:
            found.append((number, outcome()))
    assert found == [(number, 10 * number) for number in range(9)]
    assert computing == {threading.get_ident()}
    assert computing & films.threads == set()


def test_on_a_cpu_films_are_read_and_computed_side_by_side_with_one_thread_each(threads):
    films, computed = Films(9), []

    def counted(pixels):
        computed.append((threading.get_ident(), torch.get_num_threads()))
        return int(pixels[0])

    with closing(read_and_worked(films.read, counted, films.numbers, CPU)) as steps:
        assert [(number, outcome()) for number, outcome in steps] == [(each, each) for each in range(9)]
    assert {count for _, count in computed} == {1}
    assert {who for who, _ in computed} == films.threads
    assert (threading.get_ident() in films.threads) == (threads == 1)


@pytest.mark.parametrize("device", [CPU, GPU])
def test_what_reading_or_computing_raises_comes_at_the_turn_of_its_film(device):
    films, found = Films(6, bad=(1,)), []

    def computed(pixels):
        if pixels[0] == 3:
            raise ValueError("no landmark")
        return int(pixels[0])

    with closing(read_and_worked(films.read, computed, films.numbers, device)) as steps:
        for _, outcome in steps:
            try:
                found.append(outcome())
            except (ImageReadError, ValueError) as error:
                found.append(str(error))
    # a film that is read in this thread is never damaged
    read_here = threading.get_ident() in films.threads
    assert found == [0, 1 if read_here else "It is damaged.", 2, "no landmark", 4, 5]
