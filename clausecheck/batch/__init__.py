"""Folders of agreements: what is in them, who reads it, where it is kept.

    walk ─▶ documents waiting in the store ─▶ units ─▶ supervisor ─ pipes ─▶ workers ─▶ answers ─▶ store

`worklist` finds the files, `reading` turns one into an answer, `supervisor` gives units to processes that may die,
`store` keeps everything in one SQLite file, `scanning` is the road through them; `questions` asks the store.
"""
