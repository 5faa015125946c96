/** What a store lacks or contradicts, and what an import would take away. */
package se.regstat.importing.check;
