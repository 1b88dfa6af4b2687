// Distance to the shape's outline in pixels, then coverage; colours are premultiplied.
// Plain shapes read a white texel, so that pictures and shapes share one program and one draw.
// GROUND is the inside of large panels: nothing but its colour.
in vec2 v_at;
in vec2 v_uv;
flat in vec4 v_form;
flat in vec4 v_half;
flat in vec4 v_fill;
flat in vec4 v_edge;
uniform sampler2D u_atlas;
out vec4 o_colour;

void main() {
#ifdef GROUND
    o_colour = v_fill;
#else
    vec2 p = abs(v_at);
    vec2 q = p - v_half.xy;
    float box = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - v_form.x;
    vec2 a = vec2(p.x, v_at.y);
    float away = v_half.w * a.x > -v_half.z * a.y ? length(a - v_form.x * vec2(v_half.z, -v_half.w))
                                                  : abs(length(a) - v_form.x);
    bool is_arc = v_form.w == 1.0;
    float d = is_arc ? away - v_form.y : box;
    float cover = clamp(0.5 - d * v_form.z, 0.0, 1.0);
    cover = cover * cover * (3.0 - 2.0 * cover);
    float rim = is_arc ? 0.0 : clamp(0.5 + d + v_form.y, 0.0, 1.0);
    o_colour = mix(v_fill, v_edge, rim) * texture(u_atlas, v_uv) * cover;
#endif
}
