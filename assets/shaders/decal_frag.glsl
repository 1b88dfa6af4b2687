in vec2 v_at;
out vec4 colour;
uniform sampler2D u_shade;
uniform vec3 u_shade_colour;
uniform float u_texel;

void main() {
    float far = length(v_at - vec2(0.25, 0.225));  // from the feet, in shares of the map
#ifdef PER_PIXEL
    float s = texture(u_shade, v_at).r * 0.2, r = u_texel * (1.0 + 14.0 * far);
    s += 0.2 * texture(u_shade, v_at + r * vec2(0.9, 0.4)).r + 0.2 * texture(u_shade, v_at + r * vec2(-0.4, 0.9)).r;
    s += 0.2 * texture(u_shade, v_at + r * vec2(-0.9, -0.4)).r + 0.2 * texture(u_shade, v_at + r * vec2(0.4, -0.9)).r;
#else
    float s = texture(u_shade, v_at).r;
#endif
    s *= clamp(1.35 - 1.2 * far, 0.0, 1.0);
    colour = vec4(mix(vec3(1.0), u_shade_colour, s), 1.0);
}
