package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.TfRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TfRecordsTest {
  @Test
  void a_record_has_the_bytes_of_the_format() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TfRecords.write(out, "123456789".getBytes(StandardCharsets.US_ASCII));
    // The check value of CRC-32C for these nine digits is e3069283; its mask is
    // rotr15(e3069283) + a282ead8 = 2507c60d + a282ead8 = c78ab0e5.
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .matches("0900000000000000[0-9a-f]{8}313233343536373839e5b08ac7");
  }

  @Test
  void records_are_found_where_they_begin() throws IOException {
    assertThat(walk(file())).containsExactly("", "a", "bcd");
  }

  @Test
  void any_changed_bit_is_noticed() throws IOException {
    byte[] file = file();
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] changed = file.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> walk(changed)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void an_end_within_a_record_is_noticed() throws IOException {
    byte[] file = file();
    // Where a record ends, a shorter file is a whole file.
    List<Integer> ends = List.of(0, 16, 33, 52);
    for (int length = 0; length <= file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      if (ends.contains(length)) {
        assertThat(walk(cut)).hasSize(ends.indexOf(length));
      } else {
        assertThatThrownBy(() -> walk(cut)).hasMessageContaining("ends within the record");
      }
    }
  }

  private static byte[] file() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String record : List.of("", "a", "bcd")) {
      TfRecords.write(out, record.getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }

  private static List<String> walk(byte[] file) throws IOException {
    List<String> records = new ArrayList<>();
    TfRecords.each(
        ByteBuffer.wrap(file),
        at -> {
          int length = Byte.toUnsignedInt(file[at - 12]);
          records.add(new String(file, at, length, StandardCharsets.US_ASCII));
        });
    return records;
  }
}
