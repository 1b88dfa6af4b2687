"""Everything drawn with OpenGL. PyOpenGL must match the window's API, so what imports OpenGL may
itself be imported only after `window.open_window` has made a context.
"""
