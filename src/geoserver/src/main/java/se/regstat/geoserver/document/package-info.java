/**
 * A document under {@code /regstat-info} on its way to the client: where it is asked for, what HTTP makes of it (tags, dates,
 * ranges, negotiation: RFC 9110), and what is refused.
 */
package se.regstat.geoserver.document;
