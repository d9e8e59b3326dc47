"""Another day and another machine, for builds in tests: Python runs this first, from PYTHONPATH.

BRIEF_CLOCK       the seconds since 1970 at which every clock stands
BRIEF_PROCESSORS  how many processors there are
"""

from __future__ import annotations

import datetime
import os
import time
from typing import Any

if clock := os.environ.get("BRIEF_CLOCK"):
    now = float(clock)
    real_localtime, real_gmtime, real_strftime = time.localtime, time.gmtime, time.strftime
    real_date, real_datetime = datetime.date, datetime.datetime

    def _localtime(seconds: float | None = None, /) -> time.struct_time:
        return real_localtime(now if seconds is None else seconds)

    def _gmtime(seconds: float | None = None, /) -> time.struct_time:
        return real_gmtime(now if seconds is None else seconds)

    def _strftime(form: str, when: Any = None, /) -> str:
        return real_strftime(form, _localtime() if when is None else when)

    class _Kind(type):
        """What the interpreter itself made counts too."""

        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, cls.__mro__[1])

        def __subclasscheck__(cls, one: type) -> bool:
            return issubclass(one, cls.__mro__[1])

    class _Date(datetime.date, metaclass=_Kind):
        @classmethod
        def today(cls) -> Any:
            return real_date.fromtimestamp(now)

    class _Datetime(datetime.datetime, metaclass=_Kind):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return real_datetime.fromtimestamp(now, tz)

        @classmethod
        def today(cls) -> Any:
            return real_datetime.fromtimestamp(now)

        @classmethod
        def utcnow(cls) -> Any:
            return real_datetime.fromtimestamp(now, datetime.UTC).replace(tzinfo=None)

    faked: dict[Any, dict[str, Any]] = {
        time: {
            "time": lambda: now,
            "time_ns": lambda: int(now * 10**9),
            "localtime": _localtime,
            "gmtime": _gmtime,
            "strftime": _strftime,
        },
        datetime: {"date": _Date, "datetime": _Datetime},
    }
    for module, names in faked.items():
        for name, made in names.items():
            setattr(module, name, made)

if processors := os.environ.get("BRIEF_PROCESSORS"):
    several = set(range(int(processors)))
    vars(os)["sched_getaffinity"] = lambda _pid: several
