/** Which sums may be told so that no protected figure follows from them. */
package se.regstat.statistics.disclosure;
