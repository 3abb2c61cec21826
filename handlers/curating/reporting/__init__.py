"""What curators are told without asking each time: digests, and how the group's questions fare."""
