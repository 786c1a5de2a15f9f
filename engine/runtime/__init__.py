"""What a run stands on: device, memory, precision, processes, its state on the disk."""
