/** Other divisions that might have been: areas put together at random, as even and as many as an official division has. */
package se.regstat.statistics.regrouping;
