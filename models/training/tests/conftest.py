"""What all tests need."""

import torch

import routelmt_training  # noqa: F401, first of all: it switches telemetry off

# Models of tests are small: a second thread costs more than it brings.
torch.set_num_threads(1)
