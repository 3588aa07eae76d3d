package dev.tenon.assembly;

import dev.tenon.spi.Kind;

/**
 * What an extension is found by.
 *
 * @param kind its kind
 * @param id its id, unique within the kind
 */
record ContributionKey(Kind kind, String id) {}
