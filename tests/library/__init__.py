"""The shipped rule library as a whole, whatever is in it."""
