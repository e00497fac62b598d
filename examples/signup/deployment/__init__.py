"""What deploy_eb.py is made of: a module for each thing that it deals with."""
