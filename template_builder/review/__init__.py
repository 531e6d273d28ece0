"""The review of the imported data: what is missing, too many or different, what to sample, what to correct."""
