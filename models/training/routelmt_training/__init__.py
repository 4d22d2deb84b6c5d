"""Training. Importing it switches off the libraries' telemetry, which must happen before they are loaded."""

import os

for _name in ("ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "HF_HUB_DISABLE_TELEMETRY"):
    os.environ[_name] = "1"
