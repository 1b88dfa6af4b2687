// Scenery. STRONG: for whom contrast is to be high, paler, and the darker the brighter it was.
vec3 muted(vec3 c) {
#ifdef STRONG
    float grey = dot(c, vec3(0.299, 0.587, 0.114));
    return mix(vec3(grey), c, 0.7) / (1.0 + 1.6 * grey);
#else
    return c;
#endif
}
