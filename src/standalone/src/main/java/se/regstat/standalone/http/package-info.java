/** What the host's services share: requests, replies, limits, and who publishes. */
package se.regstat.standalone.http;
