"""Which file system a folder lies on, by Linux's table of mounts."""

from __future__ import annotations

from pathlib import Path

MOUNT_TABLE = Path("/proc/self/mountinfo")
"""Linux's table (proc(5)); other systems have none."""

NFS = frozenset({"nfs", "nfs4"})
"""Types whose locks do not exclude writers on other machines."""


def file_system_of(device: str, table: str) -> str:
    """The type of the file system on `device`, from the text of a mount table; empty when it isn't listed.

    Args:
        device: `MAJOR:MINOR`, which holds through bind mounts and links where a path would not.
    """
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        if before.split(" ")[2:3] == [device]:
            return after.split(" ")[0]
    return ""
