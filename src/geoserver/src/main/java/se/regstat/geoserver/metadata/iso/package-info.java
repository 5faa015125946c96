/** Metadata records in ISO 19139, by Sweden's national profile (NMDP 4.0), and feature catalogues in ISO 19110. */
package se.regstat.geoserver.metadata.iso;
