"""Training. Importing it keeps the libraries from reporting to their makers, which they do unless told before."""

import os

for _name in ("ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "HF_HUB_DISABLE_TELEMETRY"):
    os.environ[_name] = "1"
