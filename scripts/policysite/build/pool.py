"""Editions built by several processes at once: none of them needs another.

Place in the flow: `build` with many revisions. Few editions are made quicker where everything is
loaded already.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

ENOUGH = 5
"""So many tasks are worth the start of other processes, which takes a second."""


def in_processes[*Ts](
    do: Callable[[*Ts], None], tasks: Sequence[tuple[*Ts]], *, alone: bool
) -> Iterator[tuple[*Ts]]:
    """Do every task, and yield it when it is done. `alone`: in this process, in their order."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if alone or len(tasks) < ENOUGH or workers < 2:
        for task in tasks:
            do(*task)
            yield task
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_ctrl_c)
    with pool:
        try:
            started = {pool.submit(do, *task): task for task in tasks}
            for done in as_completed(started):
                done.result()
                yield started[done]
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_ctrl_c() -> None:
    """Ctrl-C is for the process that was started; it ends these."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
