package dev.tenon.onnxruntime;

/** Where ONNX Runtime computes. */
public enum Device {
  /** The processor. */
  CPU,
  /** An NVIDIA GPU, through ONNX Runtime's CUDA execution provider. */
  CUDA,
  /** A GPU if there is a usable one, else the processor. */
  AUTO
}
