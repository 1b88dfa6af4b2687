// The player's live shadow, laid on the ground: multiplies what is there by the colour of shade.
in vec3 a_position;
in vec3 a_normal;
in vec4 a_colour;  // where in the shadow map: along, across
uniform mat4 u_view_projection;
uniform mat4 u_carriage;
out vec2 v_at;

void main() {
    gl_Position = u_view_projection * (u_carriage * vec4(a_position, 1.0));
    v_at = a_colour.xy;
}
