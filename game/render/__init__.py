"""Everything drawn with OpenGL. PyOpenGL must match the window's API, so nothing that imports OpenGL
may itself be imported before `window.open_window` has made a context.
"""
