"""Articles in, mentions, entities, positions, quantities and metrics out.

names     article → names, their places and what they name
amounts   text → quantities: numerals with their units and bounds, and what is no figure
time      text → periods, and the period of each figure
figures   a quantity in its sentence → what is counted, how, against what
parties   a figure among the article's names → who and where it is about, with whom, and who tells it
"""
