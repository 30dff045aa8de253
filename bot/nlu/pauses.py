"""Python's collector looks through all that is loaded, 260 ms, while a message waits."""

import gc


def leave_out_what_is_loaded() -> None:
    """Collect once, and leave all that is there now out of later collections."""
    gc.collect()
    gc.freeze()
