"""Too little memory halves what is computed at a time, and one film that is too much is refused."""

import pytest
import torch

from engine.errors import EngineError, mendable, out_of_memory
from engine.operation import Progress, run
from engine.runtime.memory import MemoryShortError, Portion

CPU = torch.device("cpu")
AT = Progress("asking", 3, 9)


def portion(size, **more):
    return Portion(size, CPU, MemoryShortError("Too little memory: close other programs."), **more)


def doubled(numbers, room, asked):
    """What doubles a part of `numbers` if it has no more than `room`; `asked` notes the parts."""

    def work(part):
        asked.append(numbers[part])
        if len(numbers[part]) > room:
            raise RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes.")
        return [2 * number for number in numbers[part]]

    return work


def test_parts_are_halved_until_they_fit_and_stay_so():
    kept, asked, numbers = portion(8), [], list(range(11))
    found = [each for part in kept.over(11, doubled(numbers, 3, asked)) for each in part]
    assert found == [2 * number for number in numbers]
    assert [len(part) for part in asked] == [8, 4, 2, 2, 2, 2, 2, 1]
    assert kept.size == 2
    asked.clear()
    list(kept.over(3, doubled(numbers, 3, asked)))
    assert asked == [[0, 1], [2]]


def test_a_further_attempt_is_noticed_where_the_operation_is():
    kept, notices = portion(4), []

    def work():
        if kept.size > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return "done"

    assert run(kept.attempts(work, AT), notices.append) == "done"
    sentences = [f"too little memory: going on with {count} at a time" for count in ("2 films", "1 film")]
    assert notices == [Progress("asking", 3, 9, each, notice=True) for each in sentences]


@pytest.mark.parametrize(("size", "least"), [(1, 1), (3, 3), (4, 3)])
def test_fewer_than_the_least_is_refused_in_a_sentence(size, least):
    with pytest.raises(MemoryShortError, match="close other programs"):
        list(portion(size, least=least).over(5, doubled(list(range(5)), 0, [])))


@pytest.mark.parametrize(
    "ask",
    [lambda work: portion(4).over(5, work), lambda work: portion(4).attempts(lambda: work(0), AT)],
    ids=["in parts", "in further attempts"],
)
def test_other_errors_are_passed_on(ask):
    def broken(part):
        raise RuntimeError("size mismatch")

    with pytest.raises(RuntimeError, match="size mismatch"):
        list(ask(broken))


@pytest.mark.parametrize("size", [2**62, 2**55])
def test_what_torch_says_of_a_cpu_that_is_full_is_recognised(size):
    with pytest.raises(RuntimeError) as caught:
        torch.empty(size, dtype=torch.uint8)
    assert out_of_memory(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError("Unable to allocate 400. KiB for an array with shape (512, 400)"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("Exception thrown in SimpleITK: Failed to allocate memory for image."),
        RuntimeError("can't start new thread"),
        ImportError("_multiprocessing.so: failed to map segment from shared object"),
        OSError(12, "Cannot allocate memory"),
        torch.OutOfMemoryError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_too_little_memory_anywhere_is_a_sentence_and_no_bug(error):
    assert str(mendable(error)).startswith("There is too little memory for this: close other programs, or")


def test_only_what_a_person_can_mend_is_a_sentence():
    assert mendable(ValueError("out of memory in a name")) is None
    assert mendable(RuntimeError("size mismatch")) is None
    said = EngineError("Place the landmarks of one film first.")
    assert mendable(said) is said


def test_no_room_for_code_is_too_little_memory_and_what_cannot_be_computed_at_all_is_not():
    assert out_of_memory(RuntimeError("could not create a primitive"))
    assert not out_of_memory(RuntimeError("could not create a primitive descriptor for a convolution"))
