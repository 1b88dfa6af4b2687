// Water with two waves, without glitter and foam: what differs from corner to corner is worked out there.
in vec3 v_tone;
in vec4 v_wave;
in vec2 v_phase;
uniform float u_cover;
#ifdef RINGS
in vec3 v_ring;
uniform float u_t;
#endif
out vec4 colour;

void main() {
    float broad = hump(v_phase.x);
    float w = 0.36 * broad + v_wave.a * hump(v_phase.y + 0.45 * broad);
#ifdef RINGS
    w += v_ring.z * hump(length(v_ring.xy) * 0.7 - u_t * 0.25);
#endif
    colour = vec4(muted(v_tone + v_wave.rgb * w), u_cover);
}
