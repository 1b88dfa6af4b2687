// One instance is one shape: a rounded box or an arc, plain or with a picture in it.
// Places are pixels with y down; the quad is as tight as the shape allows, plus its soft edge.
in vec2 a_corner;
in vec4 a_place;  // centre x, y; half width, half height
in vec4 a_form;   // box: corner radius, edge; arc: radius, half thickness; softness; 1 for an arc
in vec4 a_turn;   // cosine and sine of the turn; sine and cosine of half an arc's opening
in vec4 a_fill;
in vec4 a_edge;
in vec4 a_uv;     // left, top, right, bottom in the atlas
uniform vec4 u_frame;  // width, height, rise in pixels, opacity
out vec2 v_at;
out vec2 v_uv;
flat out vec4 v_form;
flat out vec4 v_half;  // half size less the radius; sine and cosine of an arc's half opening
flat out vec4 v_fill;
flat out vec4 v_edge;

void main() {
    vec2 reach = a_place.zw + 0.5 + 0.5 * a_form.z;
    v_at = a_corner * reach;
    vec2 turned = vec2(v_at.x * a_turn.x - v_at.y * a_turn.y, v_at.x * a_turn.y + v_at.y * a_turn.x);
    vec2 pixel = a_place.xy + turned + vec2(0.0, u_frame.z);
    gl_Position = vec4(pixel.x / u_frame.x * 2.0 - 1.0, 1.0 - pixel.y / u_frame.y * 2.0, 0.0, 1.0);
    v_uv = mix(a_uv.xy, a_uv.zw, v_at / a_place.zw * 0.5 + 0.5);
    v_form = vec4(a_form.xy, 1.0 / a_form.z, a_form.w);
    v_half = vec4(a_place.zw - a_form.x, a_turn.zw);
    v_fill = vec4(a_fill.rgb * a_fill.a, a_fill.a) * u_frame.w;
    v_edge = vec4(a_edge.rgb * a_edge.a, a_edge.a) * u_frame.w;
}
