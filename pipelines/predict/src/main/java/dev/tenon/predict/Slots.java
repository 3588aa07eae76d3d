package dev.tenon.predict;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Image;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One row of each input of a model, for {@link Feed} to fill. Methods without a name are for models
 * of one input. What does not fit is refused with an {@link IllegalArgumentException}.
 */
public final class Slots {
  private final String model;
  private final Map<String, NDArray> arrays;
  private final Set<String> missing = new LinkedHashSet<>();
  private int row;

  /**
   * Makes the memory of a batch.
   *
   * @param model what messages call the model
   * @param inputs the type of a row of each input, by name
   * @param batch the number of rows
   */
  Slots(String model, Map<String, TensorType> inputs, int batch) {
    this.model = model;
    this.arrays = new LinkedHashMap<>();
    inputs.forEach((name, type) -> arrays.put(name, NDArray.zeros(batched(type, batch))));
  }

  private static TensorType batched(TensorType row, int batch) {
    long[] dims = new long[row.shape().rank() + 1];
    dims[0] = batch;
    System.arraycopy(row.shape().dims(), 0, dims, 1, dims.length - 1);
    return new TensorType(row.dataType(), Shape.of(dims));
  }

  /** Returns the memory of the batch, by input. */
  Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** Fills a row, wholly. */
  <T> void fill(int row, T element, Feed<T> feed) throws Exception {
    this.row = row;
    missing.addAll(arrays.keySet());
    feed.fill(element, this);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the model " + model + " was given no values for " + missing);
    }
  }

  /** Copies the first row over those from another one to the end. */
  void repeatFirst(int from) {
    for (NDArray array : arrays.values()) {
      int size = array.bytes().capacity() / Math.toIntExact(array.shape().dim(0));
      ByteBuffer source = array.bytes().slice(0, size);
      ByteBuffer target = array.bytes().position(from * size);
      while (target.hasRemaining()) {
        target.put(source.rewind());
      }
    }
  }

  /**
   * Gives the only input an image.
   *
   * @param image of the height, width and number of channels that the model takes
   */
  public void image(Image image) {
    image(only(), image);
  }

  /**
   * Gives an input an image.
   *
   * @param input the input's name, of a UINT8 [N, height, width, channels]
   * @param image of the height, width and number of channels that the model takes
   */
  public void image(String input, Image image) {
    TensorType type = type(input, DataType.UINT8);
    Shape shape = Shape.of(1, image.height(), image.width(), image.channels());
    if (!type.shape().with(0, 1).equals(shape)) {
      throw new IllegalArgumentException(
          "the image is "
              + image.size()
              + " (height x width x channels), but the model "
              + model
              + " takes "
              + taken(input));
    }
    put(input, DataType.UINT8, image.samples().length, to -> to.put(image.samples()));
  }

  /**
   * Gives the only input an image that is a PNG or JPEG file; see {@link EncodedImage}.
   *
   * @param file the file's bytes, of an image of the height and width that the model takes
   */
  public void encodedImage(byte[] file) {
    encodedImage(only(), file);
  }

  /**
   * Gives an input an image that is a PNG or JPEG file; see {@link EncodedImage}.
   *
   * @param input the input's name, of a UINT8 [N, height, width, channels]
   * @param file the file's bytes, of an image of the height and width that the model takes
   */
  public void encodedImage(String input, byte[] file) {
    Shape shape = type(input, DataType.UINT8).shape();
    if (shape.rank() != 4) {
      throw new IllegalArgumentException(
          "the model " + model + " takes " + taken(input) + ", which is no image");
    }
    int height = Math.toIntExact(shape.dim(1));
    int width = Math.toIntExact(shape.dim(2));
    int channels = Math.toIntExact(shape.dim(3));
    try {
      image(input, EncodedImage.decode(file, height, width, channels));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the file " + e.getMessage(), e);
    }
  }

  /**
   * Gives the only input a row of floats.
   *
   * @param values as many as the input has in a row, in order
   */
  public void floats(float... values) {
    floats(only(), values);
  }

  /**
   * Gives an input a row of floats.
   *
   * @param input the input's name
   * @param values as many as the input has in a row, in order
   */
  public void floats(String input, float... values) {
    put(input, DataType.FLOAT, values.length, to -> to.asFloatBuffer().put(values));
  }

  /**
   * Gives an input a row of 64-bit integers.
   *
   * @param input the input's name
   * @param values as many as the input has in a row, in order
   */
  public void longs(String input, long... values) {
    put(input, DataType.INT64, values.length, to -> to.asLongBuffer().put(values));
  }

  /**
   * Gives an input a row of unsigned bytes.
   *
   * @param input the input's name
   * @param values as many as the input has in a row, in order
   */
  public void bytes(String input, byte... values) {
    put(input, DataType.UINT8, values.length, to -> to.put(values));
  }

  /**
   * Gives an input a row of truth values.
   *
   * @param input the input's name
   * @param values as many as the input has in a row, in order
   */
  public void booleans(String input, boolean... values) {
    put(
        input,
        DataType.BOOL,
        values.length,
        to -> {
          for (boolean value : values) {
            to.put((byte) (value ? 1 : 0));
          }
        });
  }

  private String only() {
    if (arrays.size() != 1) {
      throw new IllegalArgumentException(
          "the model " + model + " has the inputs " + arrays.keySet() + "; name the one to fill");
    }
    return arrays.keySet().iterator().next();
  }

  private TensorType type(String input, DataType given) {
    NDArray array = arrays.get(input);
    if (array == null) {
      throw new IllegalArgumentException(
          "the model " + model + " has no input " + input + ", only " + arrays.keySet());
    }
    if (array.type().dataType() != given) {
      throw new IllegalArgumentException(
          "the model " + model + " takes " + taken(input) + ", got " + given + " values");
    }
    return array.type();
  }

  private String taken(String input) {
    TensorType type = arrays.get(input).type();
    return input + ", " + new TensorType(type.dataType(), type.shape().with(0, Shape.BATCH));
  }

  private void put(String input, DataType given, int values, Consumer<ByteBuffer> write) {
    TensorType type = type(input, given);
    long wanted = type.shape().size() / type.shape().dim(0);
    if (values != wanted) {
      throw new IllegalArgumentException(
          "the model %s takes %s, which is %d values a row, got %d"
              .formatted(model, taken(input), wanted, values));
    }
    int size = values * given.bytes();
    ByteBuffer to = arrays.get(input).bytes();
    write.accept(to.slice(row * size, size).order(to.order()));
    missing.remove(input);
  }
}
