/** How areas pass from one type to another: because they changed, or because the limits of types moved. */
package se.regstat.statistics.types;
