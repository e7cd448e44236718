"""A plan as a workbook to edit in Excel, and the way back: what each row says now, what was changed, what that becomes.

`writing` makes the file, `reading` takes it in, `landing` says what becomes of each row; nothing here stores anything
(docs/import.md). The service that stores it is actionplan/services/workbook.py.
"""
