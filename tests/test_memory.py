"""What a process keeps of its memory: no sources of modules, one heap, and nothing after a flood."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = """
import linecache
import desktop.ui.theme, desktop.store.store
print(*(name for name in linecache.cache if not name.startswith("<")))
"""
GLIBC = sys.platform == "linux"
THREADS = """
import ctypes, sys, threading
from desktop.memory import give_back, keep_one_heap

def resident():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

def hold():
    # Too large for Python's own allocator, too small to be mapped one by one; most are freed again.
    blocks = [bytes(20_000) for _ in range(2_000)]
    kept.extend(blocks[::40])

keep_one_heap()
kept, before = [], resident()
thread = threading.Thread(target=hold)
thread.start()
thread.join()
held = resident()
give_back()
print(held - before, resident() - before)
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_importing_after_qt_keeps_no_source_of_any_module() -> None:
    assert run(SOURCES).split() == []


@pytest.mark.skipif(not GLIBC, reason="only glibc gives memory back when it is asked to")
def test_what_is_free_goes_back_to_the_system() -> None:
    held, after = map(int, run(THREADS).split())
    assert held > 5_000, "kB that the C library keeps of what was freed"
    assert after < held / 2
