"""Everything drawn with OpenGL. Nothing here may import OpenGL at module level before `window.open_window`
has made a context: PyOpenGL must match the window's API. Modules that need it import it through `gl`.
"""
