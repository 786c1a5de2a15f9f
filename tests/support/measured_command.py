"""A command of the program, by its words; then prints as JSON how long it took and what memory."""

import json
import sys
import time

from measured_process import resident

from app.cli import run_command_line

if __name__ == "__main__":
    began = time.perf_counter()
    code = run_command_line(sys.argv[1:])
    found = {"s": time.perf_counter() - began, "computing_s": time.process_time()}
    print(json.dumps(found | {"peak_mib": resident("VmHWM")}))
    sys.exit(code)
