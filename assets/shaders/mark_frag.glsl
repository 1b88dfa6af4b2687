in vec2 v_q;
flat in vec4 v_colour;
flat in vec4 v_band;
flat in vec4 v_look;
out vec4 colour;
uniform float u_line;  // half the width of the thinnest line, in pixels
uniform float u_broader;  // by so many pixels to each side, for whom contrast is to be high
uniform vec3 u_hairline;

void main() {
    float r = v_look.w > 1.5 ? abs(v_q.x) + abs(v_q.y) : length(v_q);
    bool chevron = v_look.w > 2.5;
    r = chevron ? abs(abs(v_q.x) * 0.75 + v_q.y - 0.3) : r;
    float pixel = max(length(vec2(dFdx(r), dFdy(r))), 0.0005);
    float middle = 0.5 * (v_band.x + v_band.y);
    float broader = v_colour.g > 0.5 ? u_broader * pixel : 0.0;  // what is light
    float half_width = max(0.5 * (v_band.y - v_band.x), u_line * pixel) + broader;
    float off = abs(r - middle) - half_width;
    float band = clamp(0.5 - off / pixel, 0.0, 1.0);
    float hairline = clamp(1.0 - (off / pixel - 1.5 * u_line) / (0.6 * u_line), 0.0, 1.0);

    float turn = fract(atan(v_q.x, v_q.y) * 0.15915494 + v_look.z);
    float blur = pixel * 0.16 / max(r, 0.05);
    float drawn = clamp(0.5 + (v_band.z - turn) / blur, 0.0, 1.0) * step(0.0001, v_band.z);
    float gap = abs(fract(turn * 4.0) - 0.5) * 2.0;  // 1 on the diagonals when turn is 0
    float open = clamp(0.5 + (1.0 - v_band.w - gap) / (8.0 * blur), 0.0, 1.0);
    float keep = max(drawn, step(0.9999, v_band.z)) * max(open, step(v_band.w, 0.0001));
    keep = chevron && abs(v_q.x) > 0.8 ? 0.0 : keep;
    band *= keep;
    hairline *= keep;

    float glow = (r - middle) / max(0.5 * (1.0 - middle), 0.05);
    float halo = exp(-glow * glow * 1.6) * v_look.y * clamp((1.0 - r) * 6.0, 0.0, 1.0);
    float edge = max(band, hairline * v_look.x);
    vec3 c = mix(u_hairline, v_colour.rgb, band / max(edge, 0.001));
    float a = max(edge, 0.001);
    a = edge + halo * (1.0 - edge);
    c = (c * edge + v_colour.rgb * halo * (1.0 - edge)) / max(a, 0.001);
    colour = vec4(c, 1.0) * (a * v_colour.a);
}
