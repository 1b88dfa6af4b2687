in vec3 v_sky;
out vec4 colour;

void main() {
#ifdef PER_PIXEL
    colour = vec4(muted(grade(sky(normalize(v_sky)))) + dither(), 1.0);
#else
    colour = vec4(muted(v_sky) + dither(), 1.0);
#endif
}
