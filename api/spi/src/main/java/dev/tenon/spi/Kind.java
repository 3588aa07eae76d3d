package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/** The kinds of extension. */
@API(status = STABLE)
public enum Kind {
  /** Part of a model. */
  LAYER(Layer.class),
  /** A function of single elements (or of one axis) after a layer. */
  ACTIVATION(Activation.class),
  /** The first values of a parameter. */
  INITIALIZER(Initializer.class),
  /** What training minimises. */
  LOSS(Loss.class),
  /** How parameters follow gradients. */
  OPTIMIZER(Optimizer.class),
  /** How the learning rate changes. */
  SCHEDULE(Schedule.class),
  /** What evaluation measures. */
  METRIC(Metric.class),
  /** A random change of an image. */
  AUGMENTATION(Augmentation.class),
  /** Where examples come from. */
  SOURCE(Source.class),
  /** What happens besides training. */
  LISTENER(Listener.class);

  private final Class<? extends Extension> type;

  Kind(Class<? extends Extension> type) {
    this.type = type;
  }

  /** Returns the interface that extensions of this kind implement. */
  public Class<? extends Extension> type() {
    return type;
  }

  /**
   * Returns the kind of a class.
   *
   * @param extension a class that implements one of the interfaces
   * @return its kind
   */
  public static Kind of(Class<? extends Extension> extension) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isAssignableFrom(extension))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the kind's name for people, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
