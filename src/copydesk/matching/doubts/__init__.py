"""What speaks against a verdict: asked only of figures that would give one."""
