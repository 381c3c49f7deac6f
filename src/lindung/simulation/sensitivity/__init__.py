"""What the results rest on: which unknown moves which figure, and which could change the order of two drafts."""
