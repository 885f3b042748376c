"""A whole store from one place to another: records, order, chain and heads stay as they are."""

from __future__ import annotations

from civicode.errors import NotAllowedError
from civicode.store import OFFICE_BOOK, Author, Shelf, Store
from civicode.store.memory import MemoryStore


def is_empty(store: Store) -> bool:
    """Whether there is no book, no draft, no catalogue and no archive in it."""
    shelves = (store.drafts, store.catalogues, store.archives)
    return not (store.names() or any(shelf.names() for shelf in shelves))


def taken(store: Store, author: Author) -> MemoryStore:
    """All of a store as it stood at one moment, while others go on writing.

    The lock is held only while what was written in the meantime is read again. Drafts are read before the books and
    catalogues after them: a draft goes when its check is in a book, a catalogue comes before.

    Raises:
        StoreError: something in it cannot be read, or the store is busy.
    """
    copy = MemoryStore(store.location)
    copy.papers = store.papers
    _shelved(store.drafts, copy.drafts)
    read = {name: (store.stamp(name), store.load(name, strict=True)) for name in store.names()}
    with store.edit(author=author):
        for name in store.names():
            if name not in read or store.stamp(name) != read[name][0]:
                read[name] = (None, store.load(name, strict=True))
    for _, book in read.values():
        copy.adopt(book)
    _shelved(store.catalogues, copy.catalogues)
    _kept(store.archives, copy.archives)
    return copy


def held(store: Store) -> MemoryStore:
    """All of a store whose books nobody else writes: whoever asks holds its lock, or it cannot be written to."""
    copy = MemoryStore(store.location)
    pour(store, copy)
    copy.papers = store.papers
    return copy


def pour(source: Store, target: Store) -> None:
    """Put all of `source`, which nobody writes to, into `target`.

    The office's book comes last: what a crash leaves behind is no office yet.

    Raises:
        NotAllowedError: `target` is not empty.
    """
    if not is_empty(target):
        raise NotAllowedError("store.not_empty", location=target.location)
    _shelved(source.catalogues, target.catalogues)
    _kept(source.archives, target.archives)
    for name in sorted(source.names(), key=lambda name: name == OFFICE_BOOK):
        target.adopt(source.load(name, strict=True))
    _shelved(source.drafts, target.drafts)


def _shelved(source: Shelf, target: Shelf) -> None:
    for name in source.names():
        text = source.read(name)
        if text is not None:  # it may have gone since
            target.write(name, text)


def _kept(source: Shelf, target: Shelf) -> None:
    for name in source.names():
        data = source.read_bytes(name)
        if data is not None:
            target.write_bytes(name, data)
