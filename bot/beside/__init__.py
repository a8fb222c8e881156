"""What is said beside the open question: questions back, corrections, refusals, what comes after the advice."""
