"""Bringing messy contact files in, and taking everything out again; no Qt."""
