package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds projects that have Tenon's modules from a local repository of Maven, as others have them.
 * The repository is one for a while; what is not Tenon's comes from the one that this build uses.
 *
 * @param repository the repository's folder
 */
record Foreign(Path repository) {
  /** Makes a repository that holds the modules on this test's class path, and their parent. */
  static Foreign with(Path repository) throws IOException {
    install(repository, "tenon-parent", PagesTest.ROOT.resolve("pom.xml"), "pom");
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(place);
      String name = jar.getFileName().toString();
      if (name.matches("tenon-[a-z]+-.*\\.jar") && jar.startsWith(PagesTest.ROOT)) {
        String artifact = name.replaceFirst("^(tenon-[a-z]+)-.*", "$1");
        install(repository, artifact, jar, "jar");
        install(repository, artifact, pom(jar), "pom");
      }
    }
    return new Foreign(repository);
  }

  /** Jars lie somewhere below the target folder that is beside the module's POM. */
  private static Path pom(Path jar) {
    Path folder = jar.getParent();
    while (!folder.endsWith("target")) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("pom.xml");
  }

  private static void install(Path repository, String artifact, Path file, String type)
      throws IOException {
    String version = SampleVersionsTest.version();
    Path folder = repository.resolve("dev/tenon").resolve(artifact).resolve(version);
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(artifact + "-" + version + "." + type));
  }

  /** Builds, tests and packages a project. */
  void verify(Path project) {
    Path bin = Path.of(System.getProperty("tenon.maven.home"), "bin");
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(bin.resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-f", project.toString()));
    command.add("-Dmaven.repo.local=" + repository);
    command.add("-Dmaven.repo.local.tail=" + System.getProperty("tenon.maven.repository"));
    if (System.getProperty("tenon.maven.offline").endsWith("true")) {
      command.add("-o");
    }
    command.add("verify");
    Launched launched = Launched.of(command);
    assertThat(launched.exitCode()).as(launched.output()).isZero();
  }
}
