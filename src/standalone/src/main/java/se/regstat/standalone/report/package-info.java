/** Reports for readers, as files. */
package se.regstat.standalone.report;
