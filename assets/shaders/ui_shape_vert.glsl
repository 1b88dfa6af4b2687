// One instance is one quad of one shape: a rounded box, an arc or a picture.
// Places are pixels with y down. A quad may show only a piece of its shape, so that large shapes
// cost no more pixels than they fill: a_more then says where the shape lies.
in vec2 a_corner;
in vec4 a_place;  // quad: centre x, y; half width, half height
in vec4 a_form;   // corner radius and edge (arc: radius and half thickness); softness, negative for
                  // a piece that needs no margin; 0 a box, 1 an arc, 2 a picture
in vec4 a_turn;   // cosine and sine of the turn; sine and cosine of half an arc's opening
in vec4 a_fill;
in vec4 a_edge;
in vec4 a_more;   // box, arc: from the shape's centre to the quad's, half size; picture: its place in
                  // the atlas, left, top, right, bottom
uniform vec4 u_frame;  // width, height, rise in pixels, opacity
uniform vec2 u_white;  // a white texel of the atlas
out vec2 v_at;
out vec2 v_uv;
flat out vec4 v_form;
flat out vec4 v_half;  // half size less the radius; sine and cosine of an arc's half opening
flat out vec4 v_fill;
flat out vec4 v_edge;

void main() {
    bool picture = a_form.w > 1.5;
    float soft = abs(a_form.z);
    vec2 local = a_corner * (a_place.zw + (a_form.z < 0.0 ? 0.0 : 0.5 + 0.5 * soft));
    vec2 turned = vec2(local.x * a_turn.x - local.y * a_turn.y,
                       local.x * a_turn.y + local.y * a_turn.x);
    vec2 pixel = a_place.xy + turned + vec2(0.0, u_frame.z);
    gl_Position = vec4(pixel.x / u_frame.x * 2.0 - 1.0, 1.0 - pixel.y / u_frame.y * 2.0, 0.0, 1.0);
    v_at = picture ? local : local + a_more.xy;
    v_uv = picture ? mix(a_more.xy, a_more.zw, local / a_place.zw * 0.5 + 0.5) : u_white;
    v_form = vec4(a_form.xy, 1.0 / soft, a_form.w);
    v_half = vec4((picture ? a_place.zw : a_more.zw) - a_form.x, a_turn.zw);
    v_fill = vec4(a_fill.rgb * a_fill.a, a_fill.a) * u_frame.w;
    v_edge = vec4(a_edge.rgb * a_edge.a, a_edge.a) * u_frame.w;
}
