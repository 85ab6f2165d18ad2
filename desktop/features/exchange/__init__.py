"""Import and export: lists of people and partners in from files, out to files and onto paper.

progress     how far a slow job is, and a way to stop it
actions      look through a file, bring it in
verdicts     what comes of the rows of a file, in words
columns      which column holds what, in words
choosing     who is in an export, who is left out and why
papers       labels, letters and the directory of those chosen
taking_out   an export written to a file
"""
