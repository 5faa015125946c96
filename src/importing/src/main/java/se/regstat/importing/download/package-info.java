/** Fetching over the network: politely, again where it breaks off, and kept so that it can be repeated without one. */
package se.regstat.importing.download;
