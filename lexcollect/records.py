"""Records: classes of plain values, as ``dataclasses`` makes them, made in a fraction of the time.

Owns :func:`dataclass`, which stands for the standard library's in the whole program: same fields, equality, hash, repr,
frozenness and slots; ``replace``, ``fields`` and ``asdict`` of the standard library work on what it makes. That one
compiles up to six functions for each class, a millisecond before Python 3.13; a run that tells one
deadline loads more than a hundred classes. Here the functions are shared, and the one that has to be compiled,
``__init__``, is compiled when it is first asked for. Refuses what no record of this program is: class variables,
keyword-only fields, fields outside of ``__init__``, a frozen class under a free one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass", "field"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    from dataclasses import _FIELD, MISSING, Field, FrozenInstanceError, field
    from operator import attrgetter
    from reprlib import recursive_repr

    _FIELDS = "__dataclass_fields__"
    _NO_FIELD = ("ClassVar", "InitVar", "KW_ONLY", "typing.", "dataclasses.", "t.")

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """Make ``cls`` a class of plain values; the arguments are those of :func:`dataclasses.dataclass`."""
        if cls is None:
            return lambda given: _made(given, frozen, slots, eq)
        return _made(cls, frozen, slots, eq)

    def _made(cls, frozen, slots, eq):
        own = [_field(cls, name, kind) for name, kind in cls.__annotations__.items()]
        fields = {name: f for base in reversed(cls.__mro__[1:]) for name, f in getattr(base, _FIELDS, {}).items()}
        if fields and frozen != (cls.__setattr__ is not object.__setattr__):
            raise TypeError("a record is frozen where its base is, and only there")
        fields.update((f.name, f) for f in own)
        cls = _slotted(cls, own) if slots else _with_defaults(cls, own)
        setattr(cls, _FIELDS, fields)
        compared = tuple(name for name, f in fields.items() if f.compare)
        _put(cls, "__match_args__", tuple(fields))
        _put(cls, "__init__", _Initialiser(cls, fields, frozen, slots))
        _put(cls, "__repr__", _repr_of(tuple(name for name, f in fields.items() if f.repr)))
        if eq:
            key = _key_of(compared)
            hashed = "__hash__" in cls.__dict__ and not (cls.__hash__ is None and "__eq__" in cls.__dict__)
            _put(cls, "__eq__", _eq_of(key))
            if not hashed:
                cls.__hash__ = _hash_of(key) if frozen else None
        if frozen:
            _freeze(cls, frozenset(fields))
        return cls

    def _field(cls, name, kind):
        """Return the field ``name`` of ``cls``, with what stands on the class as its default."""
        if str(kind).startswith(_NO_FIELD):
            raise TypeError(f"{cls.__name__}.{name}: {kind} is no field of a record")
        given = cls.__dict__.get(name, MISSING)
        made = given if isinstance(given, Field) else field(default=given)
        if not made.init or made.kw_only is True:
            raise TypeError(f"{cls.__name__}.{name}: every field of a record is set by position")
        if made.default.__class__.__hash__ is None:
            raise ValueError(f"{cls.__name__}.{name}: a default that can change is made by a default_factory")
        made.name, made.type, made.kw_only, made._field_type = name, kind, False, _FIELD
        return made

    def _put(cls, name, value):
        """Set ``name`` on ``cls`` unless the class says it itself."""
        if name not in cls.__dict__:
            setattr(cls, name, value)

    def _with_defaults(cls, own):
        for f in own:
            if f.default is not MISSING:
                setattr(cls, f.name, f.default)
            elif f.name in cls.__dict__:
                delattr(cls, f.name)  # a field() without a default leaves nothing on the class
        return cls

    def _slotted(cls, own):
        """Return ``cls`` made anew with a slot for each field of its own: slots cannot be added to a class."""
        content = dict(cls.__dict__)
        for name in ("__dict__", "__weakref__", *(f.name for f in own)):
            content.pop(name, None)
        content["__slots__"] = tuple(f.name for f in own)
        content.setdefault("__getstate__", _state)
        content.setdefault("__setstate__", _restore)
        made = type(cls)(cls.__name__, cls.__bases__, content)
        made.__qualname__ = cls.__qualname__
        return made

    def _state(self):
        return [getattr(self, name) for name in getattr(self, _FIELDS)]

    def _restore(self, state):
        for name, value in zip(getattr(self, _FIELDS), state, strict=True):
            object.__setattr__(self, name, value)

    class _Initialiser:
        """The ``__init__`` of a record until somebody asks for it; then it is compiled and takes this one's place."""

        def __init__(self, cls, fields, frozen, slots):
            self.made_for = cls, fields, frozen, slots

        def __get__(self, instance, owner=None):
            function = _init_of(*self.made_for)
            self.made_for[0].__init__ = function
            return function if instance is None else function.__get__(instance)

    def _init_of(cls, fields, frozen, slots):
        names = {"_new": MISSING, "_set": object.__setattr__}
        head, body = [], []
        for number, (name, f) in enumerate(fields.items()):
            value = name
            if f.default_factory is not MISSING:
                names[f"_f{number}"] = f.default_factory
                head.append(f"{name}=_new")
                value = f"_f{number}() if {name} is _new else {name}"
            elif f.default is not MISSING:
                names[f"_d{number}"] = f.default
                head.append(f"{name}=_d{number}")
            else:
                head.append(name)
            if not frozen:
                body.append(f" self.{name} = {value}")
            elif slots:
                names[f"_s{number}"] = getattr(cls, name).__set__
                body.append(f" _s{number}(self, {value})")
            else:
                body.append(f" _set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            body.append(" self.__post_init__()")
        exec(f"def __init__(self, {', '.join(head)}):\n" + ("\n".join(body) or " pass"), names)
        function = names["__init__"]
        function.__qualname__, function.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
        function.__annotations__ = {name: f.type for name, f in fields.items()} | {"return": None}
        return function

    def _key_of(names):
        """Return what turns a record into the tuple by which it is compared."""
        if len(names) > 1:
            return attrgetter(*names)
        return (lambda one, get=attrgetter(*names): (get(one),)) if names else (lambda _: ())

    def _eq_of(key):
        def __eq__(self, other):
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        return __eq__

    def _hash_of(key):
        def __hash__(self):
            return hash(key(self))

        return __hash__

    def _repr_of(names):
        @recursive_repr()
        def __repr__(self):
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        return __repr__

    def _freeze(cls, names):
        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        _put(cls, "__setattr__", __setattr__)
        _put(cls, "__delattr__", __delattr__)
