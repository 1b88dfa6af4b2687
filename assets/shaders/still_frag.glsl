in vec3 v_colour;
out vec4 colour;

void main() {
#ifdef PER_PIXEL
    colour = vec4(muted(grade(v_colour)), 1.0);
#else
    colour = vec4(muted(v_colour), 1.0);
#endif
}
