package dev.tenon.training;

import dev.tenon.spi.Tally;
import dev.tenon.spi.TallyCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What was measured in an epoch that is not over.
 *
 * @param before the tallies of all its steps before the last job's
 * @param steps the tallies of each of the last job's steps
 */
public record Measured(Map<String, Tally> before, List<Map<String, Tally>> steps) {
  /** Returns the tallies of all the epoch's steps. */
  Map<String, Tally> total() {
    Map<String, Tally> total = new LinkedHashMap<>(before);
    steps.forEach(step -> merge(total, step));
    return total;
  }

  /**
   * Merges what two have measured in the same steps.
   *
   * @param some the tallies of each step
   * @param others the tallies of each step, of as many, more or fewer
   * @return the merged tallies of each step
   */
  public static List<Map<String, Tally>> merged(
      List<Map<String, Tally>> some, List<Map<String, Tally>> others) {
    List<Map<String, Tally>> merged = new ArrayList<>();
    for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
      Map<String, Tally> step = new LinkedHashMap<>(i < some.size() ? some.get(i) : Map.of());
      merge(step, i < others.size() ? others.get(i) : Map.of());
      merged.add(step);
    }
    return merged;
  }

  private static void merge(Map<String, Tally> into, Map<String, Tally> more) {
    more.forEach((name, tally) -> into.merge(name, tally, Tally::merge));
  }

  /** Returns this as a text. */
  String text() {
    List<Map<String, Tally>> all = new ArrayList<>(List.of(before));
    all.addAll(steps);
    return Base64.getEncoder().encodeToString(bytes(all));
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @throws IOException if it is something else
   */
  static Measured of(String text, TallyClasses classes) throws IOException {
    try {
      List<Map<String, Tally>> all = read(Base64.getDecoder().decode(text), classes);
      return new Measured(all.get(0), all.subList(1, all.size()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("what was measured is not what Tenon writes", e);
    }
  }

  /**
   * Writes tallies, the same bytes for equal ones.
   *
   * @param steps the tallies of each step
   * @return deflated: their number, then each with its name
   */
  public static byte[] bytes(List<Map<String, Tally>> steps) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(steps.size());
      for (Map<String, Tally> step : steps) {
        out.writeInt(step.size());
        for (Map.Entry<String, Tally> entry : step.entrySet()) {
          out.writeUTF(entry.getKey());
          // Each by itself: what several have in common in memory must not show.
          byte[] tally = TallyCodec.write(entry.getValue());
          out.writeInt(tally.length);
          out.write(tally);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #bytes} has written.
   *
   * @param bytes the bytes
   * @param classes finds the tallies' classes
   * @return the tallies of each step
   * @throws IOException if they are something else
   */
  public static List<Map<String, Tally>> read(byte[] bytes, TallyClasses classes)
      throws IOException {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      List<Map<String, Tally>> steps = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        Map<String, Tally> step = new LinkedHashMap<>();
        int names = in.readInt();
        for (int n = 0; n < names; n++) {
          String name = in.readUTF();
          step.put(name, TallyCodec.read(in.readNBytes(in.readInt()), classes.of(name)));
        }
        steps.add(step);
      }
      return steps;
    }
  }
}
