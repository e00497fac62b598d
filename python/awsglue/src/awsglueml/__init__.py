"""The names of AWS's transforms that learn, so that a script that needs one is told so."""
