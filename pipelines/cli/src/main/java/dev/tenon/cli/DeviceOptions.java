package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.onnxruntime.Device;
import picocli.CommandLine.Option;

/** Where to compute. */
final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "Where to compute: cpu, cuda or auto, which is cuda where it works.")
  private Device device;

  /** Returns the device that is asked for. */
  Device device() {
    return device;
  }

  /** Returns what was chosen for all commands, with the device. */
  Options applied(Options chosen) {
    return chosen.withDevice(device);
  }
}
