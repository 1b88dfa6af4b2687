in vec4 v_colour;
out vec4 colour;

void main() {
#ifdef PER_PIXEL
    float a = max(v_colour.a, 0.0001);
    colour = v_colour.a > 0.001 ? vec4(grade(v_colour.rgb / a) * a, a) : v_colour;
#else
    colour = v_colour;
#endif
}
