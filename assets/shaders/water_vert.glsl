// Water: what it shows of the sky and of its depth at each corner; waves are drawn per pixel.
// PLAIN: fewer of them, for water_plain_frag.
in vec3 a_position;
in vec4 a_colour;     // tint of the water, and how much foam may lie here
uniform vec3 u_deep;
uniform vec2 u_clear; // share of sky seen from above, and the power by which it grows
uniform float u_flow; // how far the pattern has come toward the eye (m)
#ifdef PLAIN
uniform float u_waves;
out vec3 v_tone;      // of flat water
out vec4 v_wave;      // what a wave adds, and strength of fine ones
out vec2 v_phase;     // of broad and fine waves
#ifdef RINGS
uniform vec2 u_rings;
uniform float u_restless;
out vec3 v_ring;      // from where they spread (m), and their strength
#endif
#else
out vec4 v_deep;      // and share of sky
out vec4 v_mirror;    // sky, and share of glitter
out vec4 v_at;        // x, z of the pattern, strength of fine waves, foam
#endif

void main() {
    vec3 p = a_position;
#ifdef ROLLING
    p = rolled(p);
#endif
    gl_Position = u_view_projection * vec4(p, 1.0);
    vec3 view = p - u_eye;
    float far = length(view);
    view /= far;
    float share = u_clear.x + (1.0 - u_clear.x) * pow(1.0 - max(-view.y, 0.0), u_clear.y);
    vec3 haze = haze_colour(view);
#ifdef ROLLING
    float fog = rolled_haze(p.y, far);
#else
    float fog = haze_share(p.y, far) * 0.85;
#endif
    vec3 deep = mix(u_deep * a_colour.rgb, haze, fog);
    vec3 mirror = mix(sky(normalize(vec3(view.x, abs(view.y) + 0.02, view.z))) * a_colour.rgb, haze, fog);
    float toward = dot(normalize(view.xz), normalize(u_to_sun.xz));
    float glitter = clamp((toward - 0.955) / 0.045, 0.0, 1.0);
    glitter *= glitter * (3.0 - 2.0 * glitter) * (1.0 - fog) * clamp(far * 0.16 - 0.6, 0.0, 1.0);
#ifndef PER_PIXEL
    float v = vignette(clamp(gl_Position.xy / max(gl_Position.w, 0.1), -1.2, 1.2));
    deep *= v;
    mirror *= v;
    deep -= max(deep - 0.82, 0.0) * 0.45;
    mirror -= max(mirror - 0.82, 0.0) * 0.45;
#endif
    vec2 at = vec2(p.x, p.z - u_flow);
    float fine = 1.0 / (1.0 + far * 0.03);
#ifdef PLAIN
    v_tone = mix(deep, mirror, share) + u_glow * glitter * 0.16;
    v_wave = vec4((mirror - deep) * u_waves * (1.2 - share * 0.6), 0.44 * fine);
    v_phase = at.y * vec2(0.41, 1.55) + at.x * vec2(0.07, 0.31) + u_t * vec2(-0.07, 0.16);
#ifdef RINGS
    vec2 off = at - u_rings;
    v_ring = vec3(off, exp2(-length(off) * 0.3) * 2.0 * u_restless);
#endif
#else
    v_deep = vec4(deep, share);
    v_mirror = vec4(mirror, glitter);
    v_at = vec4(at, fine, a_colour.a * (1.0 - fog));
#endif
}
