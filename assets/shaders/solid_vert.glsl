// Solids lit as they are drawn. PLACED: one instance per row of (position, size), (tint, turn) and
// (side, front, phase, dim); turn is about the vertical, side and front tip it over afterwards.
// SHADE: the ground, whose sun is taken away by a map.
in vec3 a_position;
in vec3 a_normal;
in vec4 a_colour;
in vec3 a_extras;  // flutter (m, PLACED), glow, leaf
#ifdef PLACED
in vec4 a_place;
in vec4 a_tint;
in vec4 a_tilt;
#endif
out vec3 v_lit;
#ifdef SHADE
out vec3 v_sunlit;
uniform vec3 u_shade_box;  // corner x, z and 1 / side
out vec2 v_shade_at;
#endif

void main() {
    vec3 p = a_position;
    vec3 n = a_normal;
    vec3 colour = a_colour.rgb;
    float glow = a_extras.y;
#ifdef PLACED
    float c = cos(a_tint.w), s = sin(a_tint.w);
    mat3 turn = mat3(c, 0.0, -s, 0.0, 1.0, 0.0, s, 0.0, c);
    vec2 ct = cos(a_tilt.xy), st = sin(a_tilt.xy);
    turn = mat3(ct.x, -st.x * ct.y, st.x * st.y, st.x, ct.x * ct.y, -ct.x * st.y, 0.0, st.y, ct.y) * turn;
    p += n * a_extras.x * sin(a_tilt.z - 4.0 * length(p.xz));
    p = turn * p * a_place.w + a_place.xyz;
    n = turn * n;
    colour *= a_tint.rgb;
    glow *= 1.0 - a_tilt.w;
#endif
    gl_Position = u_view_projection * vec4(p, 1.0);
    vec3 sunlit;
    light(p, n, colour, glow, a_extras.z, v_lit, sunlit);
#ifndef PER_PIXEL
    float v = vignette(clamp(gl_Position.xy / max(gl_Position.w, 0.1), -1.2, 1.2));
    v_lit *= v;
    sunlit *= v;
#endif
#ifdef SHADE
    v_sunlit = sunlit;
    v_shade_at = (p.xz - u_shade_box.xy) * u_shade_box.z;
#else
    v_lit += sunlit;
#endif
}
