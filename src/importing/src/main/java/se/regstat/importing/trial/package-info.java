/** Which weighting is best for what a store holds, tried as it is imported. */
package se.regstat.importing.trial;
