in vec3 v_sky;
out vec4 colour;

void main() {
#ifdef PER_PIXEL
    vec3 c = sky(normalize(v_sky));
#else
    vec3 c = v_sky;
#endif
    colour = vec4(grade(c) + dither(), 1.0);
}
