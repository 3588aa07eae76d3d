package dev.tenon.flink;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Gives on what it takes, and lets some bundles fail once: before their first element is given on,
 * or when all have been.
 *
 * @param <T> what it takes
 */
final class Stumble<T> extends DoFn<T, T> {
  private static final long serialVersionUID = 1L;
  private static final double SHARE = 0.1;
  private static final String TRIED = "tried-";
  private static final String FAILED = "failed-";

  private final String folder;
  private final String place;
  private transient String bundle;

  /**
   * Makes the step.
   *
   * @param folder an existing folder for notes of which bundles there are, and which have failed
   * @param place where in the pipeline it stands
   */
  Stumble(Path folder, String place) {
    this.folder = folder.toString();
    this.place = place;
  }

  /** Returns how many bundles there were in different places or with different keys. */
  static long tried(Path folder) {
    return notes(folder, TRIED);
  }

  /** Returns how many of them have failed. */
  static long failed(Path folder) {
    return notes(folder, FAILED);
  }

  private static long notes(Path folder, String start) {
    return Arrays.stream(folder.toFile().list()).filter(name -> name.startsWith(start)).count();
  }

  @StartBundle
  public void start() {
    bundle = null;
  }

  @ProcessElement
  public void process(@Element T element, OutputReceiver<T> out) throws IOException {
    if (bundle == null) {
      bundle = place + " " + (element instanceof KV<?, ?> pair ? name(pair.getKey()) : "");
      note(TRIED);
      fail(0);
    }
    out.output(element);
  }

  @FinishBundle
  public void finish() throws IOException {
    if (bundle != null) {
      fail(SHARE / 2);
    }
  }

  /**
   * A key is the same in each attempt; where it is a path, the folder of the test is none of it.
   */
  private static String name(Object key) {
    String text = String.valueOf(key);
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private void fail(double from) throws IOException {
    double drawn = new SplittableRandom(bundle.hashCode()).nextDouble();
    if (drawn < from || drawn >= from + SHARE / 2) {
      return;
    }
    if (note(FAILED)) {
      throw new IllegalStateException("stumbled at " + bundle);
    }
  }

  /** Returns whether this is the first such note of the bundle. */
  private boolean note(String start) throws IOException {
    try {
      Files.createFile(Path.of(folder, start + Integer.toHexString(bundle.hashCode())));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
