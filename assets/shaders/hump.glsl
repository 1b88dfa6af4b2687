float hump(float a) {  // a sine of period 1 from two parabolas
    float x = fract(a) - 0.5;
    return x * (8.0 - 16.0 * abs(x));
}
