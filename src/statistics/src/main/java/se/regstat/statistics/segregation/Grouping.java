package se.regstat.statistics.segregation;

import java.util.Arrays;

/**
 * How the units of a place are put together.
 *
 * @param into for each of them where it goes, numbered from 0
 * @param number how many there are then; 0 where a unit goes nowhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Grouping(int[] into, int number) {

    /** @param groupOf of every unit, -1 for none; those of one place have numbers that are near one another */
    public static Grouping of(int[] units, int[] groupOf) {
        int least = Integer.MAX_VALUE;
        int most = -1;
        for (int unit : units) {
            least = Math.min(least, groupOf[unit]);
            most = Math.max(most, groupOf[unit]);
        }
        if (units.length == 0 || least < 0) return new Grouping(new int[0], 0);
        int[] numbers = new int[most - least + 1];
        Arrays.fill(numbers, -1);
        int[] into = new int[units.length];
        int number = 0;
        for (int i = 0; i < units.length; i++) {
            int group = groupOf[units[i]] - least;
            if (numbers[group] < 0) numbers[group] = number++;
            into[i] = numbers[group];
        }
        return new Grouping(into, number);
    }
}
