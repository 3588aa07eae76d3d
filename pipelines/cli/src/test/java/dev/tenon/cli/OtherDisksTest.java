package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.LauncherProvider;
import dev.tenon.transforms.launch.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose steps run on machines that do not have this one's disks. */
class OtherDisksTest {
  @TempDir private Path folder;

  /** Runs pipelines of which nothing is seen here. */
  public static final class Distant implements LauncherProvider, Launcher {
    /** Makes it. */
    public Distant() {}

    @Override
    public String name() {
      return "distant";
    }

    @Override
    public Launcher launcher(List<String> beamOptions) {
      return this;
    }

    @Override
    public String runner() {
      return name();
    }

    @Override
    public Site site() {
      return Site.CLUSTER;
    }

    @Override
    public void run(Consumer<Pipeline> steps) {
      // Whatever is written is written there.
    }
  }

  @Test
  void a_folder_is_asked_for_and_one_that_is_not_shared_is_noticed() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    Path work = folder.resolve("work");
    Outcome.of("run", experiment.write(folder), "--work-dir", work.toString(), "--epochs", "1")
        .success();
    String model = work.resolve("model/model.onnx").toString();
    try (Services services = new Services(folder.resolve("services"))) {
      services.add(LauncherProvider.class, Distant.class);

      assertThat(Outcome.of("evaluate", "--model", model, "--runner", "distant").mistake())
          .contains("the runner distant", "-- --tempLocation=DIR");
      assertThat(
              Outcome.of(
                      "evaluate",
                      "--model",
                      model,
                      "--runner",
                      "distant",
                      "--",
                      "--tempLocation=" + folder.resolve("shared"))
                  .mistake())
          .contains("the runner distant has ingested", folder.resolve("shared/tenon-").toString());
      assertThat(folder.resolve("shared")).doesNotExist();
      assertThat(
              Outcome.of(
                      "run",
                      experiment.write(folder),
                      "--work-dir",
                      folder.resolve("other").toString(),
                      "--runner",
                      "distant")
                  .mistake())
          .contains("the runner distant has ingested", folder.resolve("other").toString());
    }
  }
}
