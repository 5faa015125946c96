/** WMS 1.1.1 and 1.3.0: capabilities, maps, legends, feature information. */
package se.regstat.standalone.wms;
