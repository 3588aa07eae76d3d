package dev.tenon.predict;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.spi.UserError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A model whose inputs and outputs have a row for each element of a batch. */
final class RowModel implements AutoCloseable {
  private final OnnxFile file;
  private final Map<String, TensorType> inputs = new LinkedHashMap<>();
  private long fixed = Shape.BATCH;

  /**
   * Takes over an open file.
   *
   * @throws UserError if an input is not of this kind; the file is closed then
   */
  RowModel(OnnxFile file) {
    this.file = file;
    try {
      file.inputs().forEach((name, port) -> inputs.put(name, row(name, port)));
      if (inputs.isEmpty()) {
        throw unfit("has no inputs");
      }
    } catch (UserError e) {
      file.close();
      throw e;
    }
  }

  private TensorType row(String name, OnnxFile.Port port) {
    List<Long> dims = port.dims();
    if (dims.isEmpty() || dims.stream().skip(1).anyMatch(d -> d < 1)) {
      throw unfit("takes " + name + ", " + port);
    }
    long batch = dims.get(0);
    if (batch > 0) {
      if (fixed > 0 && fixed != batch) {
        throw unfit("takes batches of " + fixed + " and of " + batch + " at once");
      }
      fixed = batch;
    }
    long[] row = dims.stream().skip(1).mapToLong(Long::longValue).toArray();
    return new TensorType(port.type(), Shape.of(row));
  }

  private UserError unfit(String what) {
    return new UserError(
        "the model "
            + name()
            + " "
            + what
            + "; Predict needs models whose inputs and outputs have the batch as their first"
            + " dimension, and whose inputs have no other size left open");
  }

  /** Returns what messages call the model. */
  String name() {
    return file.source();
  }

  /** Returns the type of a row of each input, by name. */
  Map<String, TensorType> inputs() {
    return inputs;
  }

  /** Returns the size of a batch: the wanted one, unless the model takes one size only. */
  int batch(int wanted) {
    return fixed > 0 ? Math.toIntExact(fixed) : wanted;
  }

  /**
   * Predicts a batch.
   *
   * @param arrays the inputs
   * @param rows of how many rows, from the first, the outputs are wanted
   * @return the outputs of each of these rows
   * @throws UserError if an output has no row for each element
   * @throws IllegalStateException if the model fails
   */
  List<Map<String, Output>> run(Map<String, NDArray> arrays, int rows) {
    List<Map<String, Output>> results = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      results.add(new LinkedHashMap<>());
    }
    long batch = arrays.values().iterator().next().shape().dim(0);
    file.run(arrays)
        .forEach(
            (name, array) -> {
              Shape shape = array.shape();
              if (shape.rank() == 0 || shape.dim(0) != batch) {
                throw unfit("gives " + name + ", " + array.type() + ", for a batch of " + batch);
              }
              long[] dims = LongStream.of(shape.dims()).skip(1).toArray();
              TensorType row = new TensorType(array.type().dataType(), Shape.of(dims));
              // ONNX Runtime runs on little-endian machines alone, so the bytes are as they shall.
              ByteBuffer bytes = array.bytes();
              for (Map<String, Output> result : results) {
                byte[] data = new byte[bytes.capacity() / Math.toIntExact(batch)];
                bytes.get(data);
                result.put(name, new Output(row, data));
              }
            });
    return results;
  }

  /** Returns the name of the likeliest class, if the file has a name for each. */
  Optional<String> label(Map<String, Output> outputs) {
    List<String> labels = file.labels();
    if (labels.isEmpty() || outputs.size() != 1) {
      return Optional.empty();
    }
    Output output = outputs.values().iterator().next();
    boolean one = output.type().equals(TensorType.floats(Shape.of(labels.size())));
    return one ? Optional.of(labels.get(output.largest())) : Optional.empty();
  }

  @Override
  public void close() {
    file.close();
  }
}
