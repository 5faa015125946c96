/** What is published and how: the YAML files, read with every mistake told by file, line and key. */
package se.regstat.statistics.config;
