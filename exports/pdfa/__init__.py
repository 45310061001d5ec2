"""Archive copies: a case as two-layer PDF/A-2b, and the look for what breaks that standard."""
