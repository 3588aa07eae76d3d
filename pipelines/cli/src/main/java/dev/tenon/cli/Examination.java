package dev.tenon.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.tenon.assembly.InstalledPlugin;
import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.util.ReleaseInfo;

/** What was found on a machine: facts, and faults that keep Tenon from working. */
final class Examination {
  /** What a run of fashion-mnist leaves behind, with room to spare. */
  private static final long LEAST_DISK_BYTES = 1L << 28;

  private final Table table = new Table();
  private final List<String> faults = new ArrayList<>();

  private Examination() {}

  /**
   * Examines this machine and trains a tiny model on it; nothing is fetched, and nothing changed
   * but what is cached.
   *
   * @param options what the user chose
   */
  static Examination ofThisMachine(Options options) {
    Examination examination = new Examination();
    examination.versions();
    examination.runtime();
    examination.plugins(options);
    examination.rehearsal();
    examination.machine();
    examination.data(DataCache.ofUser());
    examination.table.row(
        "Verdict", examination.faults.isEmpty() ? "Tenon can work here" : "Tenon cannot work here");
    return examination;
  }

  Table table() {
    return table;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private void versions() {
    table.row("Tenon", Version.tenon());
    table.row(
        "Java",
        "%s (%s), %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
    table.row("Beam", ReleaseInfo.getReleaseInfo().getVersion());
  }

  private void runtime() {
    try (OnnxRuntimeBackend cpu = backend(Device.CPU)) {
      table.row("Native library", "loaded");
      table.row("Device cpu", cpu.description());
      table.row("Device cuda", cuda());
    } catch (LinkageError | RuntimeException e) {
      // What the loader throws differs by platform; the report goes on either way.
      table.row("Native library", "cannot be loaded: " + e.getMessage());
      faults.add(
          "the native library of ONNX Runtime cannot be loaded ("
              + e.getMessage()
              + "); it needs Linux with glibc, macOS or Windows on x86-64 or ARM64");
    }
  }

  private static String cuda() {
    try (OnnxRuntimeBackend cuda = backend(Device.CUDA)) {
      return cuda.description();
    } catch (UserError e) {
      return e.getMessage().replaceFirst("^device cuda ", "");
    }
  }

  private static OnnxRuntimeBackend backend(Device device) {
    return new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(device));
  }

  /** One that is disabled keeps no other from working. */
  private void plugins(Options options) {
    try (Tenon tenon = Tenon.create(options)) {
      for (InstalledPlugin plugin : tenon.registry().plugins()) {
        int count = plugin.contributions().size();
        table.row(
            "Plug-in " + plugin.name().orElse(plugin.origin()),
            plugin.isEnabled()
                ? count + (count == 1 ? " extension" : " extensions")
                : "disabled: " + plugin.reason());
      }
    } catch (UserError e) {
      table.row("Plug-ins", "cannot be loaded: " + e.getMessage());
      faults.add(e.getMessage());
    }
  }

  private void rehearsal() {
    try {
      Rehearsal.run();
      table.row("Rehearsal", "a tiny model was trained, exported and evaluated");
    } catch (LinkageError | RuntimeException e) {
      // Whatever keeps a run from working is what is asked for.
      table.row("Rehearsal", "failed: " + e.getMessage());
      faults.add("a tiny model cannot be trained, exported and evaluated: " + e.getMessage());
    }
  }

  private void machine() {
    table.row("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    table.row(
        "Memory",
        "%s, of which the Java heap may take %s"
            .formatted(size(system.getTotalMemorySize()), size(Runtime.getRuntime().maxMemory())));
    disk("Disk space here", Path.of("").toAbsolutePath());
  }

  private void data(DataCache cache) {
    Path folder = cache.directory().toAbsolutePath();
    table.row("Data cache", folder.toString());
    for (DataSet set : DataSet.values()) {
      table.row("  " + set.id(), state(set, cache));
    }
    Path existing = folder;
    while (!Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    disk("  disk space", existing);
  }

  private String state(DataSet set, DataCache cache) {
    try {
      return set.isCached(cache)
          ? "whole and checked"
          : "not there or damaged; 'tenon data " + set.id() + "' fetches it, as a run does";
    } catch (IOException e) {
      faults.add("the data cache " + cache.directory() + " cannot be read: " + e);
      return "cannot be read: " + e;
    }
  }

  private void disk(String title, Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      table.row(title, size(free) + " free in " + folder);
      if (free < LEAST_DISK_BYTES) {
        faults.add("only " + size(free) + " are free in " + folder + "; a run needs 0.3 GiB");
      }
    } catch (IOException e) {
      faults.add("the disk space of " + folder + " is unknown: " + e);
    }
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
  }
}
