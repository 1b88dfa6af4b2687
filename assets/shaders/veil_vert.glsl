// Unlit things with alpha: hills, peaks, clouds and light. Glow 1 in the extras means that it adds.
// CARRIED: marks on what carries the figure.
in vec3 a_position;
in vec4 a_colour;
in vec3 a_extras;  // drift (1 a cloud), add, mark (1 is never muted)
uniform mat4 u_view_projection;
uniform float u_t;
uniform float u_vignette;
#ifdef CARRIED
uniform mat4 u_carriage;
#endif
out vec4 v_colour;

void main() {
#ifdef CARRIED
    vec3 p = (u_carriage * vec4(a_position, 1.0)).xyz;
#else
    float a = a_extras.x * u_t * 0.0000582;  // 0.2 degrees a minute
    vec3 p = vec3(a_position.x - a * a_position.z, a_position.y, a_position.z + a * a_position.x);
#endif
    gl_Position = u_view_projection * vec4(p, 1.0);
    vec2 ndc = clamp(gl_Position.xy / max(gl_Position.w, 0.1), -1.2, 1.2);
    vec3 c = mix(muted(a_colour.rgb), a_colour.rgb, a_extras.z);
#ifndef PER_PIXEL
    c *= 1.0 - u_vignette * dot(ndc, ndc) * 0.5;
    c -= max(c - 0.82, 0.0) * 0.45;
#endif
    v_colour = vec4(c * a_colour.a, a_colour.a * (1.0 - a_extras.y));
}
