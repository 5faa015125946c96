package se.regstat.importing.download;

/** What a service answered. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, byte[] body) {}
