// Water: what it shows of the sky and of its depth at each corner; waves are drawn per pixel.
in vec3 a_position;
in vec4 a_colour;     // tint of the water, and how much foam may lie here
uniform vec3 u_deep;
uniform vec2 u_clear; // share of sky seen from above, and the power by which it grows
uniform float u_flow; // how far the pattern has come toward the eye (m)
out vec4 v_deep;      // and share of sky
out vec4 v_mirror;    // sky, and share of glitter
out vec4 v_at;        // x, z of the pattern, strength of fine waves, foam

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
    v_deep = vec4(deep, share);
    v_mirror = vec4(mirror, glitter);
    v_at = vec4(p.x, p.z - u_flow, 1.0 / (1.0 + far * 0.03), a_colour.a * (1.0 - fog));
}
