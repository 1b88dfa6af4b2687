// The number of the triangle, from 1; 0 is nothing.
flat in int v_number;
out vec4 colour;

void main() {
    int n = v_number + 1;
    colour = vec4(float(n & 255), float((n >> 8) & 255), float(n >> 16), 255.0) / 255.0;
}
