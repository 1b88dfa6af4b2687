in vec2 v_at;
out vec4 colour;
uniform sampler2D u_shade;
uniform vec3 u_shade_colour;
uniform float u_texel;

void main() {
#ifdef CONTACT
    float s = v_at.x;  // how dark
#else
    float far = v_at.x;  // from the feet, in shares of the map
#ifdef PER_PIXEL
    float r = u_texel * (0.6 + 9.0 * far);
    float s = texture(u_shade, v_at).r;
    s += texture(u_shade, v_at + r * vec2(0.55, 0.4)).r + texture(u_shade, v_at + r * vec2(-0.23, 0.9)).r;
    s += texture(u_shade, v_at + r * vec2(-0.55, -0.4)).r + texture(u_shade, v_at + r * vec2(0.23, -0.9)).r;
    s *= 0.2;
#else
    float s = texture(u_shade, v_at).r;
#endif
    s *= clamp(1.25 - 1.1 * far, 0.0, 1.0);
#endif
    colour = vec4(mix(vec3(1.0), u_shade_colour, s), 1.0);
}
