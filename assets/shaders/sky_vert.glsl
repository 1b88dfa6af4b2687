// The sky on a screen grid at the far plane. u_ray: direction of its middle, and per unit of x and y.
in vec3 a_position;
uniform vec3 u_ray, u_ray_x, u_ray_y;
out vec3 v_sky;

void main() {
    gl_Position = vec4(a_position.xy, 1.0, 1.0);
    vec3 d = u_ray + u_ray_x * a_position.x + u_ray_y * a_position.y;
#ifdef PER_PIXEL
    v_sky = d;
#else
    vec3 c = sky(normalize(d)) * vignette(a_position.xy);
    v_sky = c - max(c - 0.82, 0.0) * 0.45;
#endif
}
