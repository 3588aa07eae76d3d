package dev.tenon.predict;

import dev.tenon.spi.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Where {@link Predict} finds its model: at a path, or in a side input, which may bring another
 * model while a pipeline runs.
 *
 * <p>A path means one file: workers open it once, and do not notice if it is overwritten. A new
 * model needs a new path.
 */
public abstract class ModelFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private ModelFile() {}

  /**
   * Returns a model at a path.
   *
   * @param path the path of an ONNX file in any of Beam's file systems; it must be there when the
   *     first element comes, and not before
   * @return the model
   */
  public static ModelFile at(String path) {
    return new Fixed(path);
  }

  /**
   * Returns a model at a path that a side input tells.
   *
   * @param path a singleton of the path of an ONNX file in any of Beam's file systems
   * @return the model
   */
  public static ModelFile path(PCollectionView<String> path) {
    return new Told(path);
  }

  /**
   * Returns a model that a side input brings.
   *
   * @param bytes a singleton of an ONNX file's bytes
   * @return the model
   */
  public static ModelFile bytes(PCollectionView<byte[]> bytes) {
    return new Brought(bytes);
  }

  /**
   * A model that was found.
   *
   * @param name what messages call it, and what tells it from others
   * @param bytes reads it
   */
  record Found(String name, Supplier<byte[]> bytes) {}

  /** Returns what all DoFns of a transform that look here have in common. */
  abstract String place();

  /** Returns the side inputs that are needed to look. */
  abstract List<PCollectionView<?>> sideInputs();

  /** Finds the model for the element of a context. */
  abstract Found find(DoFn<?, ?>.ProcessContext context);

  private static Found file(String path) {
    return new Found(path, () -> read(path));
  }

  private static byte[] read(String path) {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(path, false)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      String reason = e instanceof FileNotFoundException ? "there is no such file" : e.toString();
      throw new UserError("cannot read the model " + path + ": " + reason, e);
    } catch (IllegalArgumentException e) {
      throw new UserError("cannot read the model " + path + ": " + e.getMessage(), e);
    }
  }

  private static final class Fixed extends ModelFile {
    private static final long serialVersionUID = 1L;
    private final String path;

    Fixed(String path) {
      this.path = Objects.requireNonNull(path, "path");
    }

    @Override
    String place() {
      return path;
    }

    @Override
    List<PCollectionView<?>> sideInputs() {
      return List.of();
    }

    @Override
    Found find(DoFn<?, ?>.ProcessContext context) {
      return file(path);
    }
  }

  private static final class Told extends ModelFile {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<String> path;
    private final String place = UUID.randomUUID().toString();

    Told(PCollectionView<String> path) {
      this.path = Objects.requireNonNull(path, "path");
    }

    @Override
    String place() {
      return place;
    }

    @Override
    List<PCollectionView<?>> sideInputs() {
      return List.of(path);
    }

    @Override
    Found find(DoFn<?, ?>.ProcessContext context) {
      return file(context.sideInput(path));
    }
  }

  private static final class Brought extends ModelFile {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<byte[]> bytes;
    private final String place = UUID.randomUUID().toString();
    private transient byte[] before;
    private transient Found found;

    Brought(PCollectionView<byte[]> bytes) {
      this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    String place() {
      return place;
    }

    @Override
    List<PCollectionView<?>> sideInputs() {
      return List.of(bytes);
    }

    @Override
    Found find(DoFn<?, ?>.ProcessContext context) {
      byte[] now = context.sideInput(bytes);
      // Some runners decode a side input anew for each bundle, and hashing takes longer than this.
      if (!Arrays.equals(now, before)) {
        found = new Found("with SHA-256 " + sha256(now), () -> now);
        before = now;
      }
      return found;
    }

    private static String sha256(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JVM has SHA-256", e);
      }
    }
  }
}
