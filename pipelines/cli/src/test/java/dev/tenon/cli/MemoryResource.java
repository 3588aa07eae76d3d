package dev.tenon.cli;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The name of a file, or with a slash at its end of a folder, of a {@link MemoryFileSystem}.
 *
 * @param path the name, with its scheme
 */
record MemoryResource(String path) implements ResourceId {
  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    return new MemoryResource(getCurrentDirectory() + other + (folder ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return new MemoryResource(path.substring(0, path.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return path.endsWith("/");
  }

  @Override
  public String toString() {
    return path;
  }
}
