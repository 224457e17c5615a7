"""The service charter: what customers are promised, in five languages, with the guideline and the figure behind it."""
