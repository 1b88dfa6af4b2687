in vec2 v_q;
flat in vec3 v_colour;
out vec4 colour;

void main() {
    float g = max(0.0, 1.0 - dot(v_q, v_q));
    colour = vec4(v_colour * (g * g * (0.65 + 0.35 * g)), 0.0);
}
