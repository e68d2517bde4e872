"""Runs a command line that ends with a script whose interpreter the kernel cannot open until a signal has been sent.

Prints the result as JSON. Exit code 77: the kernel does not let this user block access to a file (fanotify(7)).
"""

import ctypes
import json
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

CLASS_CONTENT = 0x4
CLOSE_ON_EXEC = 0x1
MARK_ADD = 0x1
OPEN_EXEC_PERM = 0x40000
ALLOW = 1
CURRENT_FOLDER = -100

libc = ctypes.CDLL("libc.so.6", use_errno=True)
libc.fanotify_mark.argtypes = [ctypes.c_int, ctypes.c_uint, ctypes.c_uint64, ctypes.c_int, ctypes.c_char_p]

with tempfile.TemporaryDirectory() as folder:
    shell = shutil.copy(os.path.realpath("/bin/sh"), os.path.join(folder, "shell"))
    script = os.path.join(folder, "script")
    with open(script, "w") as file:
        file.write(f"#!{shell}\necho loaded\n")
    os.chmod(script, 0o700)

    held = libc.fanotify_init(CLASS_CONTENT | CLOSE_ON_EXEC, os.O_RDONLY)
    if held < 0 or libc.fanotify_mark(held, MARK_ADD, OPEN_EXEC_PERM, CURRENT_FOLDER, shell.encode()) < 0:
        sys.exit(77)

    program = subprocess.Popen(sys.argv[2:] + [script], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not select.select([held], [], [], 0.1)[0]:
        if program.poll() is not None:
            break
    else:
        opened = struct.unpack_from("IBBHQii", os.read(held, 4096))[5]
        program.send_signal(getattr(signal, sys.argv[1]))
        time.sleep(0.2)  # for a thread to take the signal, which cannot be observed otherwise
        os.write(held, struct.pack("iI", opened, ALLOW))
    stdout, stderr = program.communicate()
    print(json.dumps({"code": program.returncode, "stdout": stdout, "stderr": stderr}))
