"""Field experiments on informal workers' insurance, run again by the same model on people like theirs."""
