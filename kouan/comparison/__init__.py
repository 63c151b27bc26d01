"""Clean texts in; what nearly repeats what out: signatures, candidates, verified pairs, clusters. Pure, and knows no store."""
