package se.regstat.importing.demo;

/** Smooth random terrain: fractal value noise. The same seed gives the same terrain on every machine. */
public final class Noise {

    private final long seed;
    private final double wavelength;
    private final int octaves;

    /** @param wavelength metres between the largest hills */
    public Noise(long seed, double wavelength, int octaves) {
        this.seed = seed;
        this.wavelength = wavelength;
        this.octaves = octaves;
    }

    /** From -1 to 1, mostly within ±0.5. */
    public double at(double x, double y) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        double scale = 1 / wavelength;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * smooth(x * scale, y * scale, octave);
            weights += weight;
            weight *= 0.5;
            scale *= 2;
        }
        return sum / weights;
    }

    private double smooth(double x, double y, int octave) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double u = ease(x - column);
        double v = ease(y - row);
        double south = corner(column, row, octave) * (1 - u) + corner(column + 1, row, octave) * u;
        double north = corner(column, row + 1, octave) * (1 - u) + corner(column + 1, row + 1, octave) * u;
        return south * (1 - v) + north * v;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private double corner(long column, long row, int octave) {
        long hash = Mosaic.mix(Mosaic.mix(Mosaic.mix(seed + octave) + column) + row);
        return (hash >> 11) * 0x1p-52;
    }
}
