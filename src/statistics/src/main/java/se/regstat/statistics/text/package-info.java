/** Numbers and texts on their way into documents. */
package se.regstat.statistics.text;
