// SCENERY: not the figure, and not what a task is about.
in vec3 v_shaded;
in vec3 v_sunlit;
out vec4 colour;
#ifdef SHADE
in vec2 v_shade_at;
uniform sampler2D u_shade;
#endif

void main() {
    float sun = 1.0;
#ifdef SHADE
    sun -= texture(u_shade, v_shade_at).r;
#endif
    vec3 c = grade(v_shaded + v_sunlit * sun);
#ifdef SCENERY
    c = muted(c);
#endif
    colour = vec4(c, 1.0);
}
