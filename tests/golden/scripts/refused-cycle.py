# refused: A (a): Inputs lead in a circle; connect it to a node that does not follow it
