"""Worker processes: each in its own namespaces, on one core, playing variants from a queue."""

from __future__ import annotations

import os
import pickle
import select
import shutil
import signal
import struct
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import kernel, netns
from .outcome import Result, Variant, Verdict
from .stage import SCRATCH, Config, Stage

_INDEX = struct.Struct("<I")
_LENGTH = struct.Struct("<I")
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # what ends a run from outside


@dataclass
class _Worker:
    pid: int
    results: int  # descriptor
    buffer: bytearray = field(default_factory=bytearray)
    playing: int = -1  # an index


@dataclass
class Pool:
    """Workers that share one queue of indexes into `variants`."""

    variants: Sequence[Variant]
    queue: int
    workers: list[_Worker]
    done: dict[int, Result] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)  # what a worker had to say, such as refused namespaces

    def submit(self, index: int) -> None:
        """Put a variant into the queue."""
        os.write(self.queue, _INDEX.pack(index))

    def result(self, index: int) -> Result:
        """Wait for the result of a submitted variant."""
        while index not in self.done:
            if not self.workers:
                return self._lost(index)
            self._receive()
        return self.done.pop(index)

    def _receive(self) -> None:
        ready = select.select([worker.results for worker in self.workers], [], [])[0]
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # Ctrl-C must not tear a message apart
        try:
            self._take(ready)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _take(self, ready: list[int]) -> None:
        for worker in [worker for worker in self.workers if worker.results in ready]:
            data = os.read(worker.results, 1 << 20)
            if data:
                worker.buffer += data
                self._unpack(worker)
            else:
                self._forget(worker)

    def _unpack(self, worker: _Worker) -> None:
        while len(worker.buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(worker.buffer)
            if len(worker.buffer) < _LENGTH.size + length:
                return
            index, value = pickle.loads(bytes(worker.buffer[_LENGTH.size:_LENGTH.size + length]))
            del worker.buffer[:_LENGTH.size + length]
            worker.playing = index if value is None else -1
            if index < 0:
                self.notes.add(value)
            elif value is not None:
                self.done[index] = replace(value, variant=self.variants[index])

    def _forget(self, worker: _Worker) -> None:
        os.close(worker.results)
        os.waitpid(worker.pid, 0)
        self.workers.remove(worker)
        for folder in Path("/tmp").glob(f"{SCRATCH}{worker.pid:07d}-*"):  # of one that was killed
            shutil.rmtree(folder, ignore_errors=True)
        if worker.playing >= 0 and self.queue >= 0:
            self.done[worker.playing] = self._lost(worker.playing)

    def _lost(self, index: int) -> Result:
        return Result(self.variants[index], Verdict.BROKEN, "the worker that played it died", ())

    def close(self, at_once: bool = False) -> None:
        """No more work: let the workers end their peers and exit, or end them at once."""
        if self.queue >= 0:
            os.close(self.queue)
            self.queue = -1
        for worker in list(self.workers):
            if at_once:
                os.kill(worker.pid, signal.SIGTERM)
            while worker in self.workers:
                self._receive()


def open_pool(config: Config, variants: Sequence[Variant], jobs: int, hermetic: bool = True) -> Pool:
    """Fork `jobs` workers."""
    queue_out, queue_in = os.pipe()
    pool = Pool(variants, queue_in, [])
    cores = sorted(os.sched_getaffinity(0))
    sys.stdout.flush()
    sys.stderr.flush()
    for number in range(jobs):
        results_out, results_in = os.pipe()
        pid = os.fork()
        if pid == 0:
            for other in (queue_in, results_out, *(worker.results for worker in pool.workers)):
                os.close(other)
            _work(config, variants, cores[number % len(cores)], queue_out, results_in, hermetic)
        os.close(results_in)
        pool.workers.append(_Worker(pid, results_out))
    os.close(queue_out)
    return pool


def _work(config: Config, variants: Sequence[Variant], core: int, queue: int, results: int, hermetic: bool) -> None:
    """The life of a worker; never returns."""
    stage = None
    try:
        kernel.die_with_parent(signal.SIGTERM)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: os._exit(_abandon(stage)))
        os.sched_setaffinity(0, {core})
        if hermetic:
            try:
                netns.enter()
            except netns.Refused as refused:
                _send(results, -1, str(refused))
        stage = Stage(config)
        while record := os.read(queue, _INDEX.size):
            (index,) = _INDEX.unpack(record)
            _send(results, index, None)
            result = _play(stage, variants[index])
            _send(results, index, replace(result, variant=None))  # the other side has it
        stage.close()
        os._exit(0)
    except BrokenPipeError:
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _abandon(stage: Stage | None) -> int:
    """What SIGTERM does: end the peers, and say with which code to exit."""
    if stage:
        stage.abandon()
    return 0


def _play(stage: Stage, variant: Variant) -> Result:
    try:
        return stage.play(variant)
    except Exception:
        text = traceback.format_exc()
        return Result(variant, Verdict.BROKEN, f"the driver failed: {text.strip().splitlines()[-1]}", (text,))


def _send(results: int, index: int, value: object) -> None:
    data = pickle.dumps((index, value), pickle.HIGHEST_PROTOCOL)
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(results, view):]
