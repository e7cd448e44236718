"""The other side of `isolation.render_in_child`: one document, one process, then out.

Run as `python -m vestregion.reporting.child SECONDS MIB`. Reads a pickled dictionary of arguments for `render_pdf` from
standard input and writes a pickled pair (outcome, value) to standard output. Both ends are ours: the parent wrote the
input and is the only reader of the output. Django is not loaded.
"""

import gc
import pickle
import resource
import sys


def main(seconds: int, memory_mib: int):
    """Render within limits set on this process alone; ends with a result on standard output or by a signal."""
    output, sys.stdout = sys.stdout.buffer, sys.stderr  # a stray print must not end up inside the answer
    arguments = pickle.load(sys.stdin.buffer)  # noqa: S301
    gc.disable()  # a fifth faster, and the process is gone before garbage matters
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib << 20, memory_mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pickle.dump(_outcome(arguments), output)
    output.flush()


def _outcome(arguments: dict) -> tuple:
    from vestregion.reporting.errors import RenderError
    from vestregion.reporting.pdf import render_pdf

    try:
        return "done", render_pdf(**arguments)
    except RenderError as error:
        return "refused", error
    except (MemoryError, RecursionError) as error:
        return "too large", repr(error)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
