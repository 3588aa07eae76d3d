package dev.tenon.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of one megabyte, for which tests need the right to mount. */
record SmallDisk(Path path) implements AutoCloseable {
  static SmallDisk mounted(Path path) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "there is no mount command");
    Files.createDirectory(path);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path.toString());
    assumeTrue(mounted, "mounting is not permitted");
    return new SmallDisk(path);
  }

  void makeReadOnly() throws IOException {
    assumeTrue(run("mount", "-o", "remount,ro", path.toString()), "remounting is not permitted");
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", path.toString())) {
      throw new IOException("cannot unmount " + path);
    }
  }

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().join().exitValue() == 0;
  }
}
