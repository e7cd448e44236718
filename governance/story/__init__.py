"""What happened: changes in the words of the reader, what lies in the bin, and who opened what is exempt."""
