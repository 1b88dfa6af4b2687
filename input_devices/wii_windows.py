"""Windows: two more ways to write to a balance board, for where hidapi's padded write is ignored.

`exact` writes the report at its own length through WriteFile, as the Microsoft Bluetooth stack of
Windows 8.1 and later expects of a Wii remote; `control` sends it, padded, by HidD_SetOutputReport.
Both open the device a second time, which Windows allows. Sources: WiimoteLib, Dolphin's IOWin.cpp,
jloehr/Wiimote-HIDAPI.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from input_devices.wii_protocol import REPORT_SIZE
from input_devices.wii_transport import Way

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    GENERIC_READ_WRITE = 0xC0000000
    SHARE_READ_WRITE = 0x3
    OPEN_EXISTING = 3
    OVERLAPPED_IO = 0x40000000
    INVALID_HANDLE = ctypes.c_void_p(-1).value
    IO_PENDING = 997
    WRITE_MS = 1000

    class Overlapped(ctypes.Structure):
        """Windows' OVERLAPPED."""

        _fields_ = (
            ("internal", ctypes.c_void_p),
            ("internal_high", ctypes.c_void_p),
            ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD),
            ("event", wintypes.HANDLE),
        )

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    hid_dll = ctypes.WinDLL("hid")
    kernel32.CreateFileW.restype = wintypes.HANDLE
    kernel32.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD,
        wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    kernel32.CreateEventW.restype = wintypes.HANDLE
    kernel32.CreateEventW.argtypes = (
        ctypes.c_void_p, wintypes.BOOL, wintypes.BOOL, wintypes.LPCWSTR,
    )  # fmt: skip
    kernel32.WriteFile.argtypes = (
        wintypes.HANDLE, ctypes.c_char_p, wintypes.DWORD, ctypes.c_void_p,
        ctypes.POINTER(Overlapped),
    )  # fmt: skip
    kernel32.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
    kernel32.GetOverlappedResult.argtypes = (
        wintypes.HANDLE, ctypes.POINTER(Overlapped), ctypes.POINTER(wintypes.DWORD), wintypes.BOOL,
    )  # fmt: skip
    kernel32.CancelIo.argtypes = (wintypes.HANDLE,)
    kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
    hid_dll.HidD_SetOutputReport.argtypes = (wintypes.HANDLE, ctypes.c_char_p, wintypes.ULONG)
    hid_dll.HidD_SetOutputReport.restype = wintypes.BOOLEAN

    def ways(path: bytes) -> list[Callable[[], Way]]:
        """How to open each further way to the device at this path; opening may raise OSError."""
        return [lambda: _exact(path), lambda: _control(path)]

    def _exact(path: bytes) -> Way:
        handle = _open(path, OVERLAPPED_IO)
        event = kernel32.CreateEventW(None, True, False, None)

        def write(data: bytes) -> bool:
            waiting = Overlapped(event=event)
            written = wintypes.DWORD()
            begun = kernel32.WriteFile(handle, data, len(data), None, ctypes.byref(waiting))
            if not begun and ctypes.get_last_error() != IO_PENDING:
                return False
            if kernel32.WaitForSingleObject(event, WRITE_MS) != 0:
                kernel32.CancelIo(handle)
            # Waits for the end of a cancelled write too, which must not outlive `waiting`.
            done = kernel32.GetOverlappedResult(
                handle, ctypes.byref(waiting), ctypes.byref(written), True
            )
            return bool(done)

        def close() -> None:
            kernel32.CloseHandle(handle)
            kernel32.CloseHandle(event)

        return Way("exact", write, close)

    def _control(path: bytes) -> Way:
        handle = _open(path, 0)

        def write(data: bytes) -> bool:
            padded = data.ljust(REPORT_SIZE, b"\0")
            return bool(hid_dll.HidD_SetOutputReport(handle, padded, REPORT_SIZE))

        return Way("control", write, lambda: kernel32.CloseHandle(handle))

    def _open(path: bytes, flags: int) -> int:
        handle = kernel32.CreateFileW(
            path.decode(), GENERIC_READ_WRITE, SHARE_READ_WRITE, None, OPEN_EXISTING, flags, None
        )
        if handle is None or handle == INVALID_HANDLE:
            raise ctypes.WinError(ctypes.get_last_error())
        return int(handle)
