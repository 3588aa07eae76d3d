package dev.tenon.training;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Files of named tensors in the safetensors format: the header's length as an unsigned 64-bit
 * integer, the header as JSON ({@code name -> dtype, shape, data_offsets}), the tensors' elements;
 * all little-endian. See <a href="https://github.com/huggingface/safetensors">the format</a>.
 *
 * <p>Tensors are laid out by falling element size and the header is padded with spaces to a
 * multiple of 8 bytes, so every tensor is aligned. What is read is checked first: no size or offset
 * in a file is trusted.
 */
public final class SafeTensors {
  private static final String METADATA = "__metadata__";
  private static final long LARGEST_HEADER = 100_000_000;
  private static final Map<DataType, String> NAMES =
      new EnumMap<>(
          Map.of(
              DataType.FLOAT, "F32",
              DataType.INT64, "I64",
              DataType.UINT8, "U8",
              DataType.BOOL, "BOOL"));
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SafeTensors() {}

  /**
   * Writes tensors.
   *
   * @param out takes the file's bytes
   * @param tensors the tensors by name
   * @param metadata texts that describe the file
   * @throws IOException if they cannot be written
   */
  public static void write(
      OutputStream out, Map<String, NDArray> tensors, Map<String, String> metadata)
      throws IOException {
    requireLittleEndian();
    List<Map.Entry<String, NDArray>> ordered =
        tensors.entrySet().stream()
            .sorted(Comparator.comparing(e -> -e.getValue().type().dataType().bytes()))
            .toList();
    byte[] header = header(ordered, metadata);
    WritableByteChannel channel = Channels.newChannel(out);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.write(length.putLong(header.length).flip());
    channel.write(ByteBuffer.wrap(header));
    for (Map.Entry<String, NDArray> tensor : ordered) {
      channel.write(tensor.getValue().bytes());
    }
  }

  private static byte[] header(
      List<Map.Entry<String, NDArray>> tensors, Map<String, String> metadata) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      header.set(METADATA, JSON.valueToTree(metadata));
    }
    long begin = 0;
    for (Map.Entry<String, NDArray> tensor : tensors) {
      NDArray array = tensor.getValue();
      long end = begin + array.data().capacity();
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", NAMES.get(array.type().dataType()));
      Arrays.stream(array.shape().dims()).forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /** Where a tensor's elements lie, counted from the end of the header. */
  private record Place(TensorType type, long begin, long end) {}

  /**
   * Reads all tensors of a file.
   *
   * @param file the file
   * @return the tensors by name, in the order in which they lie
   * @throws IOException if the file cannot be read or is not what the format asks for
   */
  public static Map<String, NDArray> read(StoredFile file) throws IOException {
    requireLittleEndian();
    long size = file.size();
    // Tensors lie in order and without gaps, so one pass reads them all.
    try (ReadableByteChannel channel = Channels.newChannel(file.open())) {
      require(size >= Long.BYTES, "the file ends within its first 8 bytes");
      long length = bytes(channel, 0, Long.BYTES).getLong();
      require(
          length >= 0 && length <= LARGEST_HEADER && length <= size - Long.BYTES,
          "a header of " + length + " bytes in a file of " + size);
      long start = Long.BYTES + length;
      ByteBuffer header = bytes(channel, Long.BYTES, length);
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, Place> entry : places(text(header), size - start).entrySet()) {
        Place place = entry.getValue();
        ByteBuffer data = bytes(channel, start + place.begin, place.end - place.begin);
        tensors.put(entry.getKey(), new NDArray(place.type, data));
      }
      return tensors;
    }
  }

  /** Reads the header: tensors must follow one another without overlap or gap up to the end. */
  private static Map<String, Place> places(String json, long size) throws IOException {
    JsonNode header = JSON.readTree(json);
    require(header.isObject(), "the header is no JSON object");
    Map<String, Place> unordered = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        unordered.put(entry.getKey(), place(entry.getKey(), entry.getValue()));
      }
    }
    Map<String, Place> places = new LinkedHashMap<>();
    unordered.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().begin))
        .forEach(entry -> places.put(entry.getKey(), entry.getValue()));
    long end = 0;
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      require(entry.getValue().begin == end, entry.getKey() + " does not begin at byte " + end);
      end = entry.getValue().end;
    }
    require(end == size, "the tensors need " + end + " bytes, there are " + size);
    return places;
  }

  private static Place place(String name, JsonNode entry) throws IOException {
    DataType dataType =
        NAMES.keySet().stream()
            .filter(type -> NAMES.get(type).equals(entry.path("dtype").asText()))
            .findFirst()
            .orElseThrow(() -> new IOException(name + " has no known dtype"));
    long[] dims = longs(name, entry.path("shape"));
    long[] offsets = longs(name, entry.path("data_offsets"));
    require(Arrays.stream(dims).allMatch(dim -> dim > 0), name + " has an empty shape");
    require(offsets.length == 2 && offsets[0] <= offsets[1], name + " has no two offsets");
    try {
      TensorType type = new TensorType(dataType, Shape.of(dims));
      long bytes = Math.multiplyExact(type.shape().size(), dataType.bytes());
      require(offsets[1] - offsets[0] == bytes, name + " " + type + " does not fit its offsets");
      return new Place(type, offsets[0], offsets[1]);
    } catch (ArithmeticException e) {
      throw new IOException(name + " is too large", e);
    }
  }

  private static long[] longs(String name, JsonNode array) throws IOException {
    boolean integers =
        array.isArray()
            && StreamSupport.stream(array.spliterator(), false)
                .allMatch(number -> number.isIntegralNumber() && number.canConvertToLong());
    require(integers, name + " needs a shape and data_offsets of integers");
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8).toString();
  }

  private static ByteBuffer bytes(ReadableByteChannel channel, long from, long count)
      throws IOException {
    require(count <= Integer.MAX_VALUE, "a tensor of " + count + " bytes is too large");
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer);
      require(read >= 0, "the file ends before byte " + (from + count));
    }
    return buffer.flip();
  }

  /** Elements are copied as they are, so the machine must have the format's byte order. */
  private static void requireLittleEndian() {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new UnsupportedOperationException("safetensors files need a little-endian machine");
    }
  }

  private static void require(boolean condition, String message) throws IOException {
    if (!condition) {
      throw new IOException(message);
    }
  }
}
