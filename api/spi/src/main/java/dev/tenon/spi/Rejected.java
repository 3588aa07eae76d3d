package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A record that could not be read; it goes to the quarantine.
 *
 * @param id the record's stable id
 * @param reason what is wrong with it, for people
 */
@API(status = STABLE)
public record Rejected(String id, String reason) implements Reading {}
