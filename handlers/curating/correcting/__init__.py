"""What is done to entries there are, and how it is looked back upon and taken back."""
