// Markers: every one is a band between two radii, instanced. q runs over -1..1 in the mark's own plane.
in vec2 a_corner;
in vec3 a_centre;
in vec3 a_right;   // half the mark's extent to its right (m)
in vec3 a_up;      // and to its top
in vec4 a_colour;
in vec4 a_band;    // inner and outer radius, share of the circle drawn, half width of the four gaps
in vec4 a_look;    // hairline alpha, halo alpha, turn (0..1), kind: 0 on the ground, 1 upright, 2 diamond,
                   // 3 a chevron on the ground that points up
uniform mat4 u_view_projection;
uniform float u_alpha;
out vec2 v_q;
flat out vec4 v_colour;
flat out vec4 v_band;
flat out vec4 v_look;

void main() {
    v_q = a_corner;
    v_colour = vec4(a_colour.rgb, a_colour.a * u_alpha);
    v_band = a_band;
    v_look = a_look;
    gl_Position = u_view_projection * vec4(a_centre + a_right * a_corner.x + a_up * a_corner.y, 1.0);
    if (a_look.w > 0.5 && a_look.w < 2.5) gl_Position.z = -0.98 * gl_Position.w;  // upright marks lie over everything
}
