// One light for everything: sky, haze, sun through leaves, rim, vignette. Display (gamma) space.
uniform mat4 u_view_projection;
uniform vec3 u_eye;
uniform float u_t;
uniform vec3 u_sky_top, u_sky_mid, u_horizon, u_glow, u_to_sun;
uniform vec4 u_glow_lobes;  // wide, middle, narrow, sine of the haze's height
uniform vec3 u_sun, u_ambient_up, u_ambient_down, u_rim, u_fog;
uniform float u_vignette;
#ifdef MIST
uniform vec4 u_mist;  // strength, top (m), how fast it thins above, where it begins (m)
#endif
#ifdef NADIR
uniform vec3 u_nadir;
#else
#define u_nadir u_horizon
#endif

// MIRRORED: still water shows it again below the horizon.
vec3 sky(vec3 d) {
#ifdef MIRRORED
    float h = abs(d.y);
#else
    float h = max(d.y, 0.0);
#endif
    float a = clamp(h / u_glow_lobes.w, 0.0, 1.0);
    a = a * (2.0 - a);
    float b = clamp((h - u_glow_lobes.w * 0.5) / 0.55, 0.0, 1.0);
    b = b * b * (3.0 - 2.0 * b);
    vec3 c = mix(mix(u_horizon, u_sky_mid, a), u_sky_top, b);
    float s = max(dot(vec3(d.x, h, d.z), u_to_sun), 0.0);
    float s2 = s * s, s4 = s2 * s2, s8 = s4 * s4, s32 = s8 * s8 * s8 * s8, s64 = s32 * s32;
    float s256 = s64 * s64 * s64 * s64;
#ifndef MIRRORED
    c = mix(c, u_nadir, clamp(-d.y * 5.0, 0.0, 1.0));
#endif
    return c + u_glow * (u_glow_lobes.x * s8 * (1.0 - 0.6 * a) + u_glow_lobes.y * s64 + u_glow_lobes.z * s256);
}

float vignette(vec2 ndc) { return 1.0 - u_vignette * dot(ndc, ndc) * 0.5; }

// The share of a colour that the air takes, at height y and so far from the eye.
float haze_share(float y, float far) {
    float q = max(far - u_fog.x, 0.0) / u_fog.y;
    float fog = (1.0 - exp(-q * sqrt(q))) * u_fog.z;
#ifdef MIST
    float mist = u_mist.x * exp(-max(y - u_mist.y, 0.0) * u_mist.z);
    fog = 1.0 - (1.0 - fog) * (1.0 - mist * clamp((far - u_mist.w) / 30.0, 0.0, 1.0));
#endif
    return fog;
}

vec3 haze_colour(vec3 view) { return sky(normalize(vec3(view.x, abs(view.y) * 0.25 + 0.02, view.z))); }

// Light of a surface at p: `shaded` is what remains in shadow, `sunlit` what the sun adds.
void light(vec3 p, vec3 n, vec3 colour, float glow, float leaf, out vec3 shaded, out vec3 sunlit) {
    vec3 view = p - u_eye;
    float far = length(view);
    view /= far;
    float facing = dot(n, u_to_sun);
    float wrap = 0.2 + 0.65 * leaf;
    float lit = clamp((facing + wrap) / (1.0 + wrap), 0.0, 1.0);
    float against = max(dot(view, u_to_sun), 0.0);
    lit += leaf * against * against * 0.55 * (0.4 + 0.6 * clamp(n.y * 0.5 + 0.6, 0.0, 1.0));
    float edge = 1.0 - clamp(-dot(n, view), 0.0, 1.0);
    float rim = edge * edge * edge * clamp(facing * 1.2 + 0.5, 0.0, 1.0) * (0.25 + 0.75 * against) * (1.0 - 0.5 * leaf);
    vec3 ambient = mix(mix(u_ambient_down, u_ambient_up, n.y * 0.5 + 0.5), vec3(1.0), glow);
    float fog = haze_share(p.y, far) * (1.0 - 0.6 * glow);
    vec3 haze = haze_colour(view);
    shaded = mix(colour * ambient, haze, fog);
    sunlit = (colour * u_sun * lit + u_rim * rim) * (1.0 - glow) * (1.0 - fog);
}
