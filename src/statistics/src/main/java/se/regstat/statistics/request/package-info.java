/** What can be asked for: operations and their parameters, declared once for all doors, and what is said when they are refused. */
package se.regstat.statistics.request;
