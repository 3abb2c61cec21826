"""Words: from letters to stems, slots, stances and synonyms."""
