package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterTest {
  @Test
  void required_components_come_without_and_others_with_their_default() {
    assertThat(Parameter.of(Parts.Units.class, Parts.CATALOG))
        .containsExactly(
            required("units", "integer"),
            optional("bias", "true or false", "true"),
            optional("activation", "activation", "\"straight\""),
            optional("initializer", "initializer", "{\"type\":\"filled\",\"value\":0.5}"),
            optional("border", "same or valid", "\"valid\""));
  }

  @Test
  void every_type_is_said_in_words() {
    assertThat(Parameter.of(Parts.Descent.class, Parts.CATALOG))
        .containsExactly(
            required("learningRate", "number"),
            optional("clip", "number or null", "null"),
            optional("milestones", "list of integer", "[]"));
    assertThat(Parameter.of(Parts.Folder.class, Parts.CATALOG))
        .containsExactly(
            required("path", "path"),
            optional("part", "text or null", "null"),
            optional("limit", "integer or null", "null"));
    assertThat(Parameter.of(Parts.Crop.class, Parts.CATALOG))
        .containsExactly(
            required("size", "integer or {height, width}"),
            required("least", "integer or {height, width} or null"));
    assertThat(Parameter.of(Block.class, Parts.CATALOG))
        .containsExactly(
            required("layers", "list of layer"), optional("takes", "list of text", "[\"input\"]"));
    assertThat(Parameter.of(Parts.Rows.class, Parts.CATALOG)).isEmpty();
  }

  /** A layer that requires an activation, and rejects small numbers if told to. */
  public record Picky(Activation activation, int size, boolean bias) implements Layer {
    public Picky {
      if (size < 100) {
        throw new IllegalArgumentException("too small");
      }
    }

    public Picky(Activation activation) {
      this(activation, 100, true);
    }

    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x;
    }
  }

  /** A layer whose required component has no small value that it takes. */
  public record Large(int size, boolean bias) implements Layer {
    public Large {
      if (size < 100) {
        throw new IllegalArgumentException("too small");
      }
    }

    public Large(int size) {
      this(size, true);
    }

    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x;
    }
  }

  @Test
  void a_default_beside_a_required_extension_is_found() {
    assertThat(Parameter.of(Picky.class, Parts.CATALOG))
        .containsExactly(
            required("activation", "activation"),
            optional("size", "integer", "100"),
            optional("bias", "true or false", "true"));
  }

  @Test
  void a_default_that_cannot_be_found_is_left_open() {
    assertThat(Parameter.of(Large.class, Parts.CATALOG))
        .containsExactly(
            required("size", "integer"),
            new Parameter("bias", "true or false", false, Optional.empty()));
  }

  private static Parameter required(String name, String type) {
    return new Parameter(name, type, true, Optional.empty());
  }

  private static Parameter optional(String name, String type, String value) {
    return new Parameter(name, type, false, Optional.of(value));
  }
}
