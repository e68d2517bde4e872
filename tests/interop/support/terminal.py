"""Runs a program as the session leader of a terminal, and types keys at its prompt.

Prints the screen's content, the program's exit status, and whether the terminal echoes afterwards, as JSON.
"""

import json
import os
import pty
import select
import sys
import termios

keys, command = sys.argv[1].encode(), sys.argv[2:]
control, terminal = pty.openpty()
process = os.fork()
if process == 0:
    os.close(control)
    os.setsid()
    # The first terminal that a session leader opens becomes its controlling terminal.
    os.close(os.open(os.ttyname(terminal), os.O_RDWR))
    for stream in range(3):
        os.dup2(terminal, stream)
    os.execvp(command[0], command)

# This end stays open so that the terminal's modes can be read after the program has ended.
shown = b""
typed = not keys
ended = None
while True:
    if select.select([control], [], [], 0.1)[0]:
        shown += os.read(control, 4096)
    elif ended is not None:
        break
    if not typed and b": " in shown:
        typed = True
        os.write(control, keys)
    if ended is None:
        pid, status = os.waitpid(process, os.WNOHANG)
        ended = os.waitstatus_to_exitcode(status) if pid else None

echo = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
print(json.dumps({"screen": shown.decode(errors="replace"), "code": ended, "echo": echo}))
