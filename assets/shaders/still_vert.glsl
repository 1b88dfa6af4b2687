// What stands still: its light is already in its colours (game/render/light.py); only wind moves it.
// ROLLING: land that moves past, whose haze is worked out here. NUMBERED: by triangle (seen.py).
in vec3 a_position;
in vec3 a_colour;
in float a_sway;  // metres at full wind
uniform vec2 u_wind;  // a gust, along x and z, in shares of a strong one
#ifndef ROLLING
uniform mat4 u_view_projection;
uniform float u_t;
uniform float u_vignette;
#endif
out vec3 v_colour;
#ifdef NUMBERED
flat out int v_number;
#endif

void main() {
#ifdef NUMBERED
    v_number = gl_VertexID / 3;
#endif
    vec3 p = a_position;
    float wave = sin(u_t * 1.3 + p.x * 0.55 + p.z * 0.4) + 0.4 * sin(u_t * 2.99 + p.x * 1.7 + p.y);
    p.x += a_sway * wave;
    p.z += a_sway * 0.4 * sin(u_t * 1.04 + p.z * 0.6);
    p.xz += a_sway * u_wind * (2.6 + 0.5 * wave);
    v_colour = a_colour;
#ifdef ROLLING
    p = rolled(p);
    vec3 view = p - u_eye;
    float far = length(view);
    v_colour = mix(a_colour, haze_colour(view / far), rolled_haze(p.y, far));
#endif
    gl_Position = u_view_projection * vec4(p, 1.0);
#ifndef PER_PIXEL
    vec2 ndc = clamp(gl_Position.xy / max(gl_Position.w, 0.1), -1.2, 1.2);
    v_colour *= 1.0 - u_vignette * dot(ndc, ndc) * 0.5;
    v_colour -= max(v_colour - 0.82, 0.0) * 0.45;
#endif
}
