"""What members asked in vain, and what is made of it."""
