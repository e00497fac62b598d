"""Child processes that do not outlive the script which started them."""

import ctypes
import os


def end_with_parent(blow):
    """For subprocess.Popen's preexec_fn: Linux sends the child the signal `blow` when this script
    dies, however it dies.
    """
    parent = os.getpid()

    def prepare():
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, blow)
        if os.getppid() != parent:
            os._exit(1)

    return prepare
