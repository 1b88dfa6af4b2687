// Soft lights, instanced: facing the eye, or flat on the ground.
in vec2 a_corner;
in vec3 a_centre;
in vec4 a_size;    // half width (m), then half height as a vector
in vec3 a_colour;  // already times its alpha
uniform mat4 u_view_projection;
out vec2 v_q;
flat out vec3 v_colour;

void main() {
    v_q = a_corner;
    v_colour = a_colour;
    vec3 p = a_centre + vec3(a_size.x * a_corner.x, 0.0, 0.0) + a_size.yzw * a_corner.y;
    gl_Position = u_view_projection * vec4(p, 1.0);
}
