"""What all tests need."""

import torch

# Models of tests are small: a second thread costs more than it brings.
torch.set_num_threads(1)
