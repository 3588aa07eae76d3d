package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import org.apiguardian.api.API;

/** Writes a {@link Tally} for another worker or a checkpoint, and reads it there. */
@API(status = EXPERIMENTAL)
public final class TallyCodec {
  private TallyCodec() {}

  /**
   * Writes a tally.
   *
   * @param tally the tally
   * @return its bytes
   * @throws IllegalStateException if it holds what cannot be written
   */
  public static byte[] write(Tally tally) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tally);
    } catch (IOException e) {
      throw new IllegalStateException("a metric's tally cannot be written: " + e, e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @param bytes the bytes
   * @param classes where the tally's classes are: its metric's class loader
   * @return the tally
   * @throws IOException if they are something else, or a tally of what has no place in one
   */
  public static Tally read(byte[] bytes, ClassLoader classes) throws IOException {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws ClassNotFoundException {
            return Class.forName(description.getName(), false, classes);
          }
        }) {
      in.setObjectInputFilter(TallyCodec::permit);
      return (Tally) in.readObject();
    } catch (ClassNotFoundException | ClassCastException | InvalidClassException e) {
      throw new IOException(
          "a metric's tally must consist of records, enums and values of java.lang and java.util: "
              + e.getMessage(),
          e);
    }
  }

  /** Tallies are values: what has other effects when it is read has no place in one. */
  private static ObjectInputFilter.Status permit(ObjectInputFilter.FilterInfo info) {
    Class<?> type = info.serialClass();
    while (type != null && type.isArray()) {
      type = type.getComponentType();
    }
    boolean harmless =
        type == null
            || type.isPrimitive()
            || type.isEnum()
            || type == Enum.class
            || type.isRecord()
            || Tally.class.isAssignableFrom(type)
            || type.getName().startsWith("java.lang.")
            || type.getName().startsWith("java.util.")
            || type.getName().startsWith("java.math.");
    return harmless ? ObjectInputFilter.Status.UNDECIDED : ObjectInputFilter.Status.REJECTED;
  }
}
