package dev.tenon.predict;

import dev.tenon.spi.Image;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/**
 * What a model is to see of an element: fills one row of each of the model's inputs.
 *
 * <p>An element for which it throws is rejected, with the exception's message as the reason.
 *
 * @param <T> the type of an element
 */
@FunctionalInterface
public interface Feed<T> extends Serializable {
  /**
   * Fills the row of one element.
   *
   * @param element the element
   * @param slots the model's inputs, each of which must be given its values
   * @throws Exception if the element cannot be predicted
   */
  void fill(T element, Slots slots) throws Exception;

  /** Returns the feed of images into a model of one input, UINT8 [N, height, width, channels]. */
  static Feed<Image> image() {
    return (image, slots) -> slots.image(image);
  }

  /**
   * Returns the feed of PNG and JPEG files' bytes into a model of one input, UINT8 [N, height,
   * width, channels].
   */
  static Feed<byte[]> encodedImage() {
    return (file, slots) -> slots.encodedImage(file);
  }

  /** Returns the feed of rows of features into a model of one input, FLOAT [N, ...]. */
  static Feed<float[]> floats() {
    return (row, slots) -> slots.floats(row);
  }

  /**
   * Returns the feed of values that have keys, which the model does not see.
   *
   * @param feed the feed of a value
   * @param <K> the type of a key
   * @param <V> the type of a value
   * @return the feed
   */
  static <K, V> Feed<KV<K, V>> values(Feed<V> feed) {
    return feed.from(KV::getValue);
  }

  /**
   * Returns the feed of something that contains what this one takes.
   *
   * @param part takes it out
   * @param <S> the type of what contains it
   * @return the feed
   */
  default <S> Feed<S> from(SerializableFunction<S, T> part) {
    return (whole, slots) -> fill(part.apply(whole), slots);
  }
}
