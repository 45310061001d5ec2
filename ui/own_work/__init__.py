"""A person's own pace and errors, for nobody else."""
