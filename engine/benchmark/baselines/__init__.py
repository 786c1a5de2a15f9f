"""What EdgeTrans4Mark compares itself with in its table 1: other methods for one annotated film."""
