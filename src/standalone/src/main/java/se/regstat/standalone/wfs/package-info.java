/** WFS 1.1.0 and 2.0.0: capabilities, schemas, features. */
package se.regstat.standalone.wfs;
