// The player's live shadow, laid on the ground: multiplies what is there by the colour of shade.
in vec3 a_position;
uniform mat4 u_view_projection;
uniform vec3 u_shade_box;  // corner x, z and 1 / side
out vec2 v_at;

void main() {
    gl_Position = u_view_projection * vec4(a_position, 1.0);
    v_at = (a_position.xz - u_shade_box.xy) * u_shade_box.z;
}
