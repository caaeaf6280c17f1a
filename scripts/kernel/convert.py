"""nbconvert, with a kernel that talks through files."""
import sys

from nbconvert.nbconvertapp import main

import ipc

with ipc.folder() as folder:
    settings = ipc.settings(folder).items()
    main([*sys.argv[1:], *(f"--KernelManager.{name}={value}" for name, value in settings)])
