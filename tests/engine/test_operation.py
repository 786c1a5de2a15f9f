"""Operations: run to their end, reported under other names, and closed with what they wrap."""

from dataclasses import replace

from engine.operation import Progress, renamed, run


def counting(closed):
    try:
        for number in range(3):
            yield Progress("inner", number, 3)
        return "result"
    finally:
        closed.append(True)


def under_another_name(progress):
    return replace(progress, stage=f"outer: {progress.stage}")


def test_a_generator_of_any_steps_is_run_to_its_result():
    def stages():
        yield "global alignment"
        yield "refinement"
        return 7

    seen = []
    assert run(stages(), seen.append) == 7
    assert seen == ["global alignment", "refinement"]


def test_a_renamed_operation_has_the_same_steps_and_result():
    closed, seen = [], []
    assert run(renamed(counting(closed), under_another_name), seen.append) == "result"
    assert [(step.stage, step.done) for step in seen] == [("outer: inner", number) for number in range(3)]


def test_cancelling_a_renamed_operation_cancels_what_it_wraps():
    closed = []
    steps = renamed(counting(closed), under_another_name)
    next(steps)
    assert not closed
    steps.close()
    assert closed
