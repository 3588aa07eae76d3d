package dev.tenon.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.spi.LocalFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @TempDir Path folder;

  private static Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("odd", NDArray.bytes(Shape.of(3), (byte) 1, (byte) 2, (byte) -1));
    tensors.put("conv/kernel", NDArray.floats(Shape.of(1, 2), 1f, -0f));
    tensors.put("count", NDArray.longs(Shape.SCALAR, 1L << 40));
    return tensors;
  }

  private static byte[] written(Map<String, NDArray> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(out, tensors, Map.of("format", "tenon"));
    return out.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("tensors"), bytes);
  }

  /** A file with such a header, and data of so many bytes. */
  private Path file(String header, int data) throws IOException {
    byte[] text = header.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return file(bytes.array());
  }

  @Test
  void the_bytes_are_those_that_the_format_asks_for() throws IOException {
    byte[] bytes = written(tensors());

    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong();
    String header = new String(bytes, 8, length, UTF_8);
    assertThat(header.strip())
        .isEqualTo(
            "{'__metadata__':{'format':'tenon'},"
                .concat("'count':{'dtype':'I64','shape':[],'data_offsets':[0,8]},")
                .concat("'conv/kernel':{'dtype':'F32','shape':[1,2],'data_offsets':[8,16]},")
                .concat("'odd':{'dtype':'U8','shape':[3],'data_offsets':[16,19]}}")
                .replace('\'', '"'));
    assertThat(length % 8).isZero();
    assertThat(file.getLong(8 + length)).isEqualTo(1L << 40);
    assertThat(file.getFloat(8 + length + 8)).isEqualTo(1f);
    assertThat(file.getInt(8 + length + 12)).isEqualTo(0x80000000);
    assertThat(Arrays.copyOfRange(bytes, 8 + length + 16, bytes.length)).containsExactly(1, 2, -1);
  }

  @Test
  void what_was_written_is_read_again() throws IOException {
    Map<String, NDArray> read = SafeTensors.read(new LocalFile(file(written(tensors()))));

    assertThat(read).containsOnlyKeys("odd", "conv/kernel", "count");
    tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(read.get(name).type()).isEqualTo(tensor.type());
              assertThat(read.get(name).bytes()).isEqualTo(tensor.bytes());
            });
  }

  @Test
  void a_file_without_tensors_is_read() throws IOException {
    assertThat(SafeTensors.read(new LocalFile(file("{}", 0)))).isEmpty();
  }

  @Test
  void a_file_cut_anywhere_is_refused() throws IOException {
    byte[] bytes = written(tensors());
    for (int length = 0; length < bytes.length; length++) {
      Path cut = file(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> SafeTensors.read(new LocalFile(cut)))
          .isInstanceOf(IOException.class);
    }
    Path longer = file(Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> SafeTensors.read(new LocalFile(longer)))
        .hasMessageContaining("there are 20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                                                   | no JSON object
          {'a':1}                                                              | no known dtype
          {'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}               | no known dtype
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}              | does not begin at byte 0
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}               | does not fit
          {'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}               | empty shape
          {'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,8]}}              | empty shape
          {'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}}             | of integers
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}               | no two offsets
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}                 | no two offsets
          {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | too large
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | does not begin at byte 8
          {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}               | there are 8
          {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}              | there are 8
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate
          """)
  void a_header_that_does_not_fit_the_data_is_refused(String header, String reason)
      throws IOException {
    Path file = file(header.replace('\'', '"'), 8);
    assertThatThrownBy(() -> SafeTensors.read(new LocalFile(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void a_header_longer_than_the_file_is_refused_before_memory_is_taken() throws IOException {
    byte[] bytes = written(tensors());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
    Path file = file(bytes);
    assertThatThrownBy(() -> SafeTensors.read(new LocalFile(file)))
        .hasMessageContaining("a header of");
  }
}
