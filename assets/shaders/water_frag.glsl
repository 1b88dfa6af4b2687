// Waves tilt the water, so that it shows more or less of the sky; in front of the sun they glitter.
// FINE: more of them.
in vec4 v_deep;
in vec4 v_mirror;
in vec4 v_at;
uniform float u_t;
uniform float u_waves;
uniform float u_cover;
uniform vec3 u_glow;
#ifdef RINGS
uniform vec2 u_rings;
uniform float u_restless;
#endif
out vec4 colour;

void main() {
    float x = v_at.x, z = v_at.y;
#ifdef FINE
    float broad = hump(z * 0.21 + x * 0.05 + 0.35 * hump(x * 0.07 + u_t * 0.04) - u_t * 0.05);
    float middle = hump(z * 0.57 - x * 0.19 + u_t * 0.09 + 0.20 * broad);
    float cross = hump(x * 0.8 + 0.3 * middle);
    float small = hump(z * 1.7 + x * 0.47 + u_t * 0.17 + 0.24 * middle + 0.22 * cross) * v_at.z;
    float w = 0.42 * broad + 0.38 * middle + 0.34 * small;
#else
    float cross = hump(x * 0.43 - z * 0.17 + u_t * 0.05);
    float broad = hump(z * 0.41 + x * 0.07 - u_t * 0.07 + cross * 0.22);
    float small = hump(z * 1.55 + x * 0.31 + u_t * 0.16 + broad * 0.30 + cross * 0.35) * v_at.z;
    float w = 0.36 * broad + 0.44 * small;
#endif
#ifdef RINGS
    float r = distance(v_at.xy, u_rings);
    w += hump(r * 0.7 - u_t * 0.25) * exp2(-r * 0.3) * 2.0 * u_restless;
#endif
    float share = clamp(v_deep.a + w * u_waves * (1.2 - v_deep.a * 0.6), 0.0, 1.0);
    vec3 c = mix(v_deep.rgb, v_mirror.rgb, share);
    float glint = clamp((small * 0.50 + broad * 0.25 + cross * 0.40 - 0.72 + v_mirror.a * 0.25) * 4.0, 0.0, 1.0);
    c += u_glow * v_mirror.a * (0.10 + 0.60 * glint);
    float foam = clamp((w * 0.8 + v_at.w * 1.9 - 1.05) * 4.0, 0.0, 1.0) * v_at.w;
    c = mix(c, vec3(0.93, 0.97, 0.95), foam * 0.7);
    colour = vec4(muted(grade(c)), u_cover);
}
