// The end of every solid colour: vignette where it is per pixel, and a soft shoulder for highlights.
#ifdef PER_PIXEL
uniform vec2 u_pixel;  // NDC per pixel
uniform float u_edge;  // the vignette's strength
#endif

vec3 grade(vec3 c) {
#ifdef PER_PIXEL
    vec2 ndc = gl_FragCoord.xy * u_pixel - 1.0;
    c *= 1.0 - u_edge * dot(ndc, ndc) * 0.5;
#endif
    return c - max(c - 0.82, 0.0) * 0.45;
}

float dither() {
    return fract(dot(gl_FragCoord.xy, vec2(0.7548777, 0.5698403))) * 0.00784 - 0.0039;
}
