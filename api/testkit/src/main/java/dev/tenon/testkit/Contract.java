package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.experiment.Codec;
import dev.tenon.experiment.Parameter;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is expected of extensions of all kinds: an extension is a record whose components are its
 * configuration, so it can be compared, listed, and written as JSON.
 *
 * <p>A test class implements the contract of the kind, which extends this, and says which extension
 * it is about; the laws are the contract's test methods. A law that is broken is reported as {@link
 * LawBroken}. Whatever a law draws at random depends on {@link #seed()}.
 *
 * @param <E> the kind's interface
 */
@ExtendWith(LawCourt.class)
@DisplayNameGeneration(Sentences.class)
@API(status = EXPERIMENTAL)
public interface Contract<E extends Extension> {
  /** The system property that sets the seed of every contract: {@code tenon.testkit.seed}. */
  String SEED = "tenon.testkit.seed";

  /**
   * Returns the extension to check: whenever it is asked for, an equal one. To check several
   * configurations, make a nested class of each, or the test class a parameterized one.
   */
  E extension();

  /** Returns what inputs are drawn from: 1, or what {@link #SEED} says. */
  default long seed() {
    return Long.getLong(SEED, 1);
  }

  /**
   * An extension must be a record that is equal to any other of the same configuration, or runs
   * could not be told apart or resumed.
   *
   * @param law the law
   */
  @Test
  default void it_is_a_record_equal_to_another_of_the_same_configuration(Law law) {
    E extension = extension();
    law.require(extension instanceof Record, "%s is no record", extension.getClass().getName());
    E other = extension();
    law.require(
        extension.equals(other) && extension.hashCode() == other.hashCode(),
        "another of the same configuration, %s, is not equal to it",
        other);
  }

  /**
   * What is written as JSON and read again must be the same extension.
   *
   * @param law the law
   */
  @Test
  default void its_json_gives_it_back(Law law) {
    requireGivenBack(law, extension());
  }

  /**
   * An extension of which only the required components are given must come to be, with its
   * defaults, and go through JSON too.
   *
   * @param law the law
   */
  @Test
  default void its_defaults_go_through_json(Law law) {
    Record extension = (Record) extension();
    List<Parameter> parameters = Parameters.of(extension);
    Record brief = Parameters.withDefaults(extension, parameters);
    requireGivenBack(law, (Extension) brief);
    if (parameters.stream().noneMatch(Parameter::required)) {
      String id = '"' + OwnCatalog.id(extension.getClass()) + '"';
      law.on("the JSON " + id);
      Extension read = new Codec(OwnCatalog.of(brief)).read(id, kind(brief).type(), "its id alone");
      law.require(read.equals(brief), "its id alone was read as %s, not as %s", read, brief);
    }
  }

  private static void requireGivenBack(Law law, Extension extension) {
    law.on(extension);
    Codec codec = new Codec(OwnCatalog.of(extension));
    String json = codec.write(extension);
    law.on("the JSON " + json.strip().replaceAll("\\s+", " "));
    Extension read = codec.read(json, kind(extension).type(), "its JSON");
    law.require(read.equals(extension), "%s was read as %s", extension, read);
  }

  private static Kind kind(Object extension) {
    return Kind.of(((Extension) extension).getClass());
  }
}
