/** What commands have in common: the store and the configuration they work with, where downloads are kept. */
package se.regstat.standalone.options;
