"""What can be said: the records, ids, keys, the vocabulary and China's divisions. Imports nothing of ours."""
