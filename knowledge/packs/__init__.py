"""Packs: the files of knowledge and of questions, read, checked and begun."""
