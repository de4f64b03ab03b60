"""Both: which figures may answer a claim, and how closely its words tie each."""
