/** Layers of services other than WFS, page by page: ArcGIS servers, and those of OGC API Features. */
package se.regstat.importing.layer;
