# refused: Checked (checked): there is no script for the kind EvaluateDataQuality: rules are not evaluated here yet, so that a script with rules would give other rows
