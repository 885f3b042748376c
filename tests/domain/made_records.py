"""Records with any value in every field: the strategy follows from the type, so that a new field is in it by itself."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from msgspec import NODEFAULT, inspect

from civicode.domain.batch import Batch
from civicode.domain.check.check import Answer, AnyAnswer, make_answer
from civicode.domain.criteria.adoption import Adoption
from civicode.domain.criteria.catalogue import CatalogueFile, Criterion
from civicode.domain.period.seal import CLOSED, OPEN, Seal
from civicode.domain.record import Record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def records(kind: type[Record], fields: Mapping[str, str] | None = None) -> st.SearchStrategy[Any]:
    """Records of `kind`, such as a book may keep.

    Args:
        fields: by the name of each kind those that may have any value, parted by blanks; None is all of them.
    """
    return _of(inspect.type_info(kind), fields)


def _of(kind: inspect.Type, known: Mapping[str, str] | None) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            given = {one.name: _field(cls, one, known) for one in fields} | _OWN_RULES.get(cls, {})
            return st.fixed_dictionaries(given).map(lambda values: _made(cls, values))
        case inspect.UnionType(types=types):
            return st.one_of([_of(one, known) for one in types])
        case inspect.VarTupleType(item_type=item, min_length=least):
            return st.lists(_of(item, known), min_size=least or 0, max_size=2).map(tuple)
        case inspect.ListType(item_type=item):
            return st.lists(_of(item, known), max_size=2)
        case inspect.FrozenSetType(item_type=item):
            return st.frozensets(_of(item, known), max_size=3)
        case inspect.DictType(key_type=key, value_type=value, min_length=least):
            return st.dictionaries(_of(key, known), _of(value, known), min_size=least or 0, max_size=max(least or 0, 2))
        case inspect.EnumType(cls=cls):
            return st.sampled_from(list(cls))
        case inspect.StrType(pattern=pattern):
            return st.from_regex(pattern, fullmatch=True) if pattern else TEXT
        case _:
            return _PLAIN[type(kind)]


def _field(kind: type, field: inspect.Field, known: Mapping[str, str] | None) -> st.SearchStrategy[Any]:
    if field.default is NODEFAULT:
        return _of(field.type, known)
    is_free = known is None or field.name in known[kind.__name__].split()
    return st.one_of(st.just(field.default), *([_of(field.type, known)] if is_free else []))


def _made(kind: Any, values: dict[str, Any]) -> Record | AnyAnswer:
    """The record; what follows from other fields of it is as the program makes it."""
    if kind is Answer:
        return make_answer(**values)
    if kind is Seal:
        values["state"] = OPEN if values["reopened_at"] else CLOSED
    if kind is Batch and not (values["undone_at"] and values["undone_by"]):
        values |= {"undone_at": "", "undone_by": ""}
    if kind is CatalogueFile:
        values["sections"] = tuple({one.code: one for one in values["sections"]}.values())
    made: Record = kind(**values)
    return made


_OWN_RULES: dict[type, dict[str, st.SearchStrategy[Any]]] = {
    Criterion: {"section": st.just("")},
    CatalogueFile: {"schema_version": st.just(1)},
    Adoption: {"period": st.sampled_from(["2026-07", "2026-Q4", "2026"])},
    Seal: dict.fromkeys(("period", "hash", "closed_at", "closed_by"), TEXT.filter(bool)),
}

_PLAIN: dict[type, st.SearchStrategy[Any]] = {
    inspect.IntType: st.integers(-5, 10**9),
    inspect.FloatType: st.integers(0, 1000).map(lambda tenths: tenths / 10),
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.DateType: st.dates(),
}
