package dev.tenon.spi;

/**
 * A record that could not be read; it goes to the quarantine.
 *
 * @param id the record's stable id
 * @param reason what is wrong with it, for people
 */
public record Rejected(String id, String reason) implements Reading {}
