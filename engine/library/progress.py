"""How a script sees that something goes on: a bar of tqdm, which is a widget in a notebook."""

from __future__ import annotations

from contextlib import closing
from typing import TypeVar

from tqdm.auto import tqdm

from engine.operation import Operation, Progress, run

T = TypeVar("T")


def finish(operation: Operation[T], progress: bool) -> T:
    """Run `operation` to its end; with `progress` under a bar. Ctrl+C closes it, so that it cleans up."""
    with closing(operation), tqdm(disable=not progress, leave=False) as bar:

        def show(step: Progress) -> None:
            if step.notice:
                bar.write(f"{step.stage}: {step.message}")
                return
            bar.total = step.total or None
            bar.set_description(step.stage, refresh=False)
            bar.set_postfix_str(step.message, refresh=False)
            bar.update(step.done - bar.n)

        return run(operation, show)
