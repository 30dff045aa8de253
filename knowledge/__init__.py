"""What the shop knows: ingredients, passages, vectors, the index, search and recommendation.

Importing this package, or any module of it, loads neither torch nor a model.
"""
