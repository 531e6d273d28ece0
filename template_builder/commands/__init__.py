"""The commands of the command line, one module a feature: its options, and what it does with them.

`__main__` imports only the module of the command it was asked for, so that checking a workbook does not wait for
the writers of others.
"""
