"""Runs a program on a terminal: terminal.py COLUMNS [WAITED-FOR KEYS]... -- PROGRAM ARGUMENT...

Keys are typed once the text before them has come. What the terminal showed is on stdout; the exit code is the program's.
"""

import codecs
import fcntl
import os
import pty
import struct
import sys
import termios

columns, *rest = sys.argv[1:]
cut = rest.index("--")
steps = list(zip(rest[:cut:2], rest[1:cut:2]))
command = rest[cut + 1 :]

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(columns), 0, 0))

shown = b""
seen = 0
while True:
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
    while steps and steps[0][0].encode() in shown[seen:]:
        waited, keys = steps.pop(0)
        seen = len(shown)
        os.write(terminal, codecs.decode(keys, "unicode_escape").encode("latin-1"))
sys.stdout.buffer.write(shown)
sys.stdout.flush()
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
