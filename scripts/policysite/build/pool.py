"""Editions and comparisons made by several processes at once: none of them needs another.

Place in the flow: `build` with many revisions. Few are made quicker where everything is loaded
already.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

ENOUGH = 5
"""So many tasks are worth the start of other processes, which takes a second."""


def in_processes[*Ts, R](
    do: Callable[[*Ts], R], tasks: Sequence[tuple[*Ts]], *, alone: bool
) -> Iterator[tuple[tuple[*Ts], R]]:
    """Do every task, and yield it with what came of it when it is done. `alone`: in this process,
    in their order.
    """
    workers = min(os.cpu_count() or 1, len(tasks))
    if alone or len(tasks) < ENOUGH or workers < 2:
        for task in tasks:
            yield task, do(*task)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_ctrl_c)
    with pool:
        try:
            started = {pool.submit(do, *task): task for task in tasks}
            for done in as_completed(started):
                yield started[done], done.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_ctrl_c() -> None:
    """Ctrl-C is for the process that was started; it ends these."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
