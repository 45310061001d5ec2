"""Practice with invented cases: choosing an exercise, and what was missed."""
