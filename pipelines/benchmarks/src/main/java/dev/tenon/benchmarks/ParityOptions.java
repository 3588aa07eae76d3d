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
  record Trained(String key, Workload workload, double rate, int measured) {
    /** Takes what {@link Peers} trains. */
    static Trained of(String key, int measured) {
      Trial trial = Trial.of(key);
      return new Trained(key, trial.workload(), trial.rate(), measured);
    }
  }

  private static final List<Trained> ALL =
      List.of(
          Trained.of("mlp", 320),
          Trained.of("small-cnn", 48),
          Trained.of("residual-cnn", 32),
          Trained.of("tutorial-8", 16));

  /** Reads {@code name=value} arguments. */
  static ParityOptions of(String... args) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("device", "cuda");
    defaults.put("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
    defaults.put("steps", "20");
    defaults.put("together", "16");
    defaults.put("scale", "1");
    defaults.put("models", String.join(",", ALL.stream().map(Trained::key).toList()));
    Map<String, String> values = Arguments.of(defaults, args);
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

  /**
   * Makes the backend whose variables are right on a GPU: the CPU with what is written for CUDA.
   */
  OnnxRuntimeBackend sameModel() {
    return new OnnxRuntimeBackend(cpu()).writingFor(Device.CUDA);
  }

  /** Makes the backend that is compared: on the device, with what is written for CUDA. */
  OnnxRuntimeBackend compared(OnnxRuntimeOptions options) {
    return new OnnxRuntimeBackend(options.withDevice(device)).writingFor(Device.CUDA);
  }
}
