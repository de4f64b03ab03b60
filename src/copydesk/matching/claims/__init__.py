"""The claim: taken apart once, into what it looks for and what it asserts."""
