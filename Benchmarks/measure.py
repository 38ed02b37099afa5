# SPDX-License-Identifier: Apache-2.0
"""Runs programs and tells what they used."""

import os
import platform
import statistics
import subprocess
import sys
import threading
import time


class Run:
    """What one finished process used."""

    def __init__(self, cpu, wall, peak_mb, out):
        self.cpu, self.wall, self.peak_mb, self.out = cpu, wall, peak_mb, out


def run(*command, ok=(0,), env=None, to=None):
    """Runs a command to its end; its processor time and peak memory come from the kernel.

    What it prints is kept, or written to the file `to`. The peak of this process must stay small: the kernel counts it
    as the new process's own until that has its own memory.
    """
    started = time.monotonic()
    stdout = open(to, "wb") if to else subprocess.PIPE
    process = subprocess.Popen([str(part) for part in command], stdout=stdout, stderr=subprocess.PIPE, env=env)
    out, err = drain(process)
    _, status, usage = process.waited
    wall = time.monotonic() - started
    if to:
        stdout.close()
    code = os.waitstatus_to_exitcode(status)
    if code not in ok:
        sys.exit(f"{command[0]} ended with {code}: {err.decode()[-2000:]}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out)


def drain(process):
    """Reads the pipes to their end, then waits with resource usage."""
    parts = {"out": b""}
    readers = [
        threading.Thread(target=lambda name=name, pipe=pipe: parts.__setitem__(name, pipe.read()))
        for name, pipe in (("out", process.stdout), ("err", process.stderr)) if pipe]
    for reader in readers:
        reader.start()
    process.waited = os.wait4(process.pid, 0)
    for reader in readers:
        reader.join()
    process.returncode = os.waitstatus_to_exitcode(process.waited[1])
    return parts["out"], parts["err"]


def median(values):
    return statistics.median(values)


def machine():
    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    memory = int(open("/proc/meminfo").readline().split()[1]) / 1024 / 1024
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"
