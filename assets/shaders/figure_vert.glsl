// The player: skinned by two bones a vertex. CAST: flattened along the sun into the shadow map.
const int BONES = 13;
uniform vec2 u_wind;  // a gust, along x and z, in shares of a strong one
in vec3 a_position;
in vec3 a_normal;
in vec4 a_colour;
in vec3 a_extras;  // flutter (m), glow, leaf
in vec3 a_bones;   // first bone, second bone, share of the second
uniform mat4 u_bones[BONES];
#ifdef CAST
uniform mat4 u_cast;
uniform float u_t;
#else
out vec3 v_lit;
#endif

vec3 flutter(vec3 p, float amount) {
    float along = (p.x - p.y) * 5.2;
    float wave = sin(along - u_t * 2.1) + 0.45 * sin(along * 1.7 - u_t * 3.3 + 1.0);
    vec3 blown = vec3(u_wind.x, 0.5 * length(u_wind), u_wind.y) * 9.0;
    return p + amount * (vec3(0.25, 1.0, 0.8) * wave + blown);
}

void main() {
    mat4 first = u_bones[int(a_bones.x + 0.5)], second = u_bones[int(a_bones.y + 0.5)];
    mat4 bone = first * (1.0 - a_bones.z) + second * a_bones.z;
    vec3 p = flutter((bone * vec4(a_position, 1.0)).xyz, a_extras.x);
#ifdef CAST
    gl_Position = u_cast * vec4(p, 1.0);
#else
    vec3 n = normalize((bone * vec4(a_normal, 0.0)).xyz);
    gl_Position = u_view_projection * vec4(p, 1.0);
    vec3 shaded, sunlit;
    light(p, n, a_colour.rgb, a_extras.y, a_extras.z, shaded, sunlit);
    v_lit = shaded + sunlit;
#ifndef PER_PIXEL
    v_lit *= vignette(clamp(gl_Position.xy / max(gl_Position.w, 0.1), -1.2, 1.2));
#endif
#endif
}
