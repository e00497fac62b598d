# refused: Warehouse (warehouse): a script adds rows to table signup.visits, but its parameter writeMode says merge
