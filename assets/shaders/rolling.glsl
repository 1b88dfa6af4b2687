// Land that moves past: u_moved (m) so far, and what has gone by comes again farther away.
in float a_anchor;     // the depth z that decides for the whole triangle
uniform vec3 u_moved;
uniform vec2 u_roll;   // z behind the eye where land goes, and its length (m)

vec3 rolled(vec3 p) {
    p += u_moved;
    p.z -= u_roll.y * (floor((a_anchor + u_moved.z - u_roll.x) / u_roll.y) + 1.0);
    return p;
}

// Where land begins it comes out of the haze.
float rolled_haze(float y, float far) {
    float rim = clamp(far / u_roll.y * 4.0 - 2.9, 0.0, 1.0);
    return max(haze_share(y, far), rim * rim * (3.0 - 2.0 * rim));
}
