package dev.tenon.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.assembly.Options;
import dev.tenon.spi.UserError;
import dev.tenon.spi.cases.Jar;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.Locations;
import dev.tenon.transforms.RunnerContract;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Translates pipelines to what Dataflow would be sent, without a network or an account. */
class DataflowLauncherTest {
  @TempDir Path folder;

  private JsonNode job(String... more) throws IOException {
    Path template = folder.resolve("job.json");
    List<String> options = options(template);
    options.addAll(Arrays.asList(more));
    Launchers.find("dataflow", options).run(RunnerContract.pipelines(folder));
    return new ObjectMapper().readTree(template.toFile());
  }

  private List<String> options(Path template) throws IOException {
    return new ArrayList<>(
        List.of(
            "--project=tenon-test",
            "--region=europe-west4",
            "--gcpTempLocation=gs://tenon-test/temp",
            "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
            "--pathValidatorClass=org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
            "--stagerClass=" + NoStager.class.getName(),
            "--filesToStage=" + Files.writeString(folder.resolve("tenon.jar"), "jar"),
            "--templateLocation=" + template));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Test
  void tenons_pipelines_become_steps_of_a_job() throws IOException {
    JsonNode job = job();
    List<String> names =
        list(job.get("steps")).stream()
            .map(step -> step.at("/properties/user_name/value").asText())
            .toList();
    for (String transform :
        List.of("Ingest", "Train", "Export", "Evaluate", "Augment", "Predict")) {
      assertThat(names).as(transform).anyMatch(name -> name.startsWith(transform + "/"));
    }
    assertThat(list(job.get("steps")))
        .extracting(step -> step.get("kind").asText())
        .contains("ParallelRead", "ParallelDo", "GroupByKey");
  }

  @Test
  void examples_and_predictions_travel_in_tenons_coders() throws IOException {
    String steps = job().get("steps").toString();
    assertThat(steps).contains("dev.tenon.transforms.ExampleCoder");
    assertThat(steps).contains("dev.tenon.predict.PredictionCoder");
  }

  @Test
  void files_are_staged_for_workers_of_the_kind_that_was_asked_for() throws IOException {
    JsonNode job = job("--workerMachineType=n1-standard-8", "--numWorkers=3", "--maxNumWorkers=5");
    JsonNode pool = job.at("/environment/workerPools/0");
    assertThat(pool.get("machineType").asText()).isEqualTo("n1-standard-8");
    assertThat(pool.get("numWorkers").asInt()).isEqualTo(3);
    assertThat(pool.at("/autoscalingSettings/maxNumWorkers").asInt()).isEqualTo(5);
    assertThat(list(pool.get("packages")))
        .extracting(file -> file.get("location").asText())
        .anyMatch(location -> location.matches("gs://tenon-test/staging/tenon-.*\\.jar"));
  }

  @Test
  void plugins_of_a_folder_are_staged_too() throws IOException {
    Path jars = folder.resolve("jars");
    new Jar().plugin("acme", "acme.x", "PluginInfo.API").write(jars.resolve("acme.jar"));
    Options options = new Options().withPlugins(jars);
    Path template = folder.resolve("job.json");
    Launcher launcher = Launchers.find("dataflow", options(template));
    for (int attempt = 0; attempt < 2; attempt++) {
      launcher.run(
          pipeline ->
              pipeline.apply(
                  Ingest.of(
                      Blueprint.of("{}", options), Locations.workDirectory(folder.toString()))));
      JsonNode job = new ObjectMapper().readTree(template.toFile());
      assertThat(list(job.at("/environment/workerPools/0/packages")))
          .extracting(file -> file.get("name").asText().replaceFirst("-.*", ""))
          .as("attempt " + attempt)
          .containsExactlyInAnyOrder("tenon", "tenon");
      assertThat(job.toString()).contains("/tenon-plugins-");
    }
  }

  @Test
  void gpus_are_asked_for_by_a_service_option() throws IOException {
    String gpu = "worker_accelerator=type:nvidia-tesla-t4;count:1;install-nvidia-driver";
    JsonNode job = job("--dataflowServiceOptions=" + gpu);
    assertThat(list(job.at("/environment/serviceOptions")))
        .extracting(JsonNode::asText)
        .contains(gpu);
  }

  @Test
  void options_that_do_not_fit_are_told_in_one_line() {
    assertThatThrownBy(() -> new DataflowLauncher(List.of("--numWorkers=many")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Beam does not take the options");
  }
}
