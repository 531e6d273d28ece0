"""Trust money and receivables tied out: a listing of the old system against one of Clio, to the cent."""
