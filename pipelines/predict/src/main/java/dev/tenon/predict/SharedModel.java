package dev.tenon.predict;

import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model that is open once in a JVM for all who use it, and is closed when the last of them closes
 * it.
 */
final class SharedModel implements AutoCloseable {
  private static final Map<Key, SharedModel> OPEN = new HashMap<>();

  private final Key key;
  private final RowModel model;
  private int users;

  /** What tells models apart: their name, and how they run; no threads are as many as usual. */
  record Key(String name, Device device, int threads) {
    private OnnxRuntimeOptions options() {
      OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(device);
      return threads == 0 ? options : options.withThreads(threads);
    }
  }

  private SharedModel(Key key, byte[] bytes) {
    this.key = key;
    this.model = new RowModel(OnnxFile.open(bytes, key.name, key.options()));
  }

  /** Opens a model, or takes part in one that is open. */
  static SharedModel open(Key key, Supplier<byte[]> bytes) {
    synchronized (OPEN) {
      SharedModel shared = OPEN.get(key);
      if (shared == null) {
        shared = new SharedModel(key, bytes.get());
        OPEN.put(key, shared);
      }
      shared.users++;
      return shared;
    }
  }

  /** Returns the names of the models that are open in this JVM, sorted. */
  static List<String> names() {
    synchronized (OPEN) {
      return OPEN.keySet().stream().map(Key::name).sorted().toList();
    }
  }

  /** Returns this model for one more user, who closes it, too. */
  SharedModel share() {
    synchronized (OPEN) {
      users++;
      return this;
    }
  }

  RowModel model() {
    return model;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(key);
        model.close();
      }
    }
  }
}
