package dev.tenon.benchmarks;

import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link GpuParity} compares.
 *
 * @param device {@link Device#CUDA}, or {@link Device#CPU} to compare what is written for CUDA with
 *     what is written for the CPU, both on the CPU
 * @param threads how many threads the CPU uses
 * @param steps how many steps' losses are compared
 * @param together how many steps one native call takes
 * @param scale what the numbers of measured calls are multiplied by; 0 to measure no times
 * @param models what is trained
 */
record ParityOptions(
    Device device, int threads, int steps, int together, double scale, List<Trained> models) {

  /**
   * A model with the number of its steps in one measurement.
   *
   * @param key its name on the command line
   * @param workload the model
   * @param rate the learning rate at which losses are compared
   * @param measured how many steps are measured, after as many that are not
   */
  record Trained(String key, Workload workload, double rate, int measured) {}

  private static final List<Trained> ALL =
      List.of(
          new Trained("mlp", Workload.mlp(128), 2e-5, 320),
          new Trained("small-cnn", Workload.smallCnn(64), 2e-5, 48),
          new Trained("residual", Workload.residualCnn(64), 2e-5, 32),
          new Trained("tutorial-8", Workload.tutorial(8), 1e-6, 16));

  /** Reads {@code name=value} arguments. */
  static ParityOptions of(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("device", "cuda");
    values.put("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
    values.put("steps", "20");
    values.put("together", "16");
    values.put("scale", "1");
    values.put("models", String.join(",", ALL.stream().map(Trained::key).toList()));
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length != 2 || values.put(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException(
            "arguments are name=value, the names " + values.keySet() + "; got " + arg);
      }
    }
    return new ParityOptions(
        Device.valueOf(values.get("device").toUpperCase(Locale.ROOT)),
        Integer.parseInt(values.get("threads")),
        Integer.parseInt(values.get("steps")),
        Integer.parseInt(values.get("together")),
        Double.parseDouble(values.get("scale")),
        Arrays.stream(values.get("models").split(",")).map(ParityOptions::model).toList());
  }

  private static Trained model(String key) {
    return ALL.stream()
        .filter(model -> model.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model is called " + key));
  }

  /** Returns the options of the backend compared with. */
  OnnxRuntimeOptions cpu() {
    return new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(threads);
  }

  /** Makes the backend that is compared: on the device, with what is written for CUDA. */
  OnnxRuntimeBackend compared(OnnxRuntimeOptions options) {
    return new OnnxRuntimeBackend(options.withDevice(device)).writingFor(Device.CUDA);
  }
}
