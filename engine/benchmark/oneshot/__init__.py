"""One annotated film, all others unlabelled: propagated to, or learned from and then predicted."""
