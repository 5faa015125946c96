/** Web Feature Services, as GeoServer offers them: asked what they have, then page by page. */
package se.regstat.importing.wfs;
