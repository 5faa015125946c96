/** WPS 1.0.0 (OGC 05-007r7) over any GeoTools process whose inputs and outputs are features, geometries and literals. */
package se.regstat.standalone.wps;
