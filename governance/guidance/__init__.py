"""What helps people along: help for each page, the glossary, and what is new."""
