// SCENERY: not the figure, and not what a task is about.
in vec3 v_lit;  // SHADE: what remains in shadow
out vec4 colour;
#ifdef SHADE
in vec3 v_sunlit;
in vec2 v_shade_at;
uniform sampler2D u_shade;
#endif

void main() {
    vec3 c = v_lit;
#ifdef SHADE
    c += v_sunlit * (1.0 - texture(u_shade, v_shade_at).r);
#endif
    c = grade(c);
#ifdef SCENERY
    c = muted(c);
#endif
    colour = vec4(c, 1.0);
}
