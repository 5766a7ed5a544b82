"""Shipments and red flags: which rows of trade documents deserve a human, why, by which text.

A rule is data (`data/rules`) with one small Ibis expression registered by its id (`checks`).  The
expressions follow SQL's logic of three values, so that what is unknown stays unknown: an outcome is
*absent* only where the cells that are there decide it.  A flag is not a verdict.
"""
