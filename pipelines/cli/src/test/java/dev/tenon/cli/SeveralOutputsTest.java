package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a model of a nested network and two outputs, written as JSON. */
class SeveralOutputsTest {
  private static final String LAYERS =
      """
      {"type": "block", "name": "stem", "layers": [
                {"type": "conv2d", "filters": 4, "kernel": 3, "activation": "relu"},
                "max_pooling2d"
              ]},
              "flatten",
              {"type": "dense", "units": 4, "activation": "softmax", "name": "aux"},
              {"type": "dense", "units": 8, "activation": "relu", "inputs": ["flatten"]},
              {"type": "dense", "units": 4, "activation": "softmax", "name": "quarter"}
            ],
            "outputs": ["quarter", "aux"]
          },
          "heads": [{"output": "aux", "weight": 0.5, "metrics": []}],
      """;

  @TempDir private static Path folder;
  private static String experiment;
  private static String work;
  private static Outcome finished;

  @BeforeAll
  static void run() {
    TinyExperiment tiny = TinyExperiment.in(folder);
    String json = tiny.json();
    int from = json.indexOf("{\"type\": \"conv2d\"");
    int to = json.indexOf("\"loss\":");
    experiment =
        new TinyExperiment(json.substring(0, from) + LAYERS + json.substring(to)).write(folder);
    work = folder.resolve("work").toString();
    finished = Outcome.of("run", experiment, "--work-dir", work, "--device", "cpu");
  }

  @Test
  void a_run_tells_of_each_output() throws IOException {
    assertThat(finished.success())
        .contains("Epoch 2/2", "quarter_loss: ", "aux_loss: ", "quarter_accuracy: ")
        .doesNotContain("aux_accuracy");
    assertThat(Path.of(work, "history.csv"))
        .content()
        .startsWith(
            "epoch,loss,quarter_loss,aux_loss,quarter_accuracy,quarter_top_k_categorical_accuracy,"
                + "val_loss,val_quarter_loss,val_aux_loss,");
  }

  @Test
  void an_evaluation_of_the_run_or_of_its_model_says_the_same() {
    String judged = testLine(Outcome.of("evaluate", "--work-dir", work, "--device", "cpu"));

    assertThat(judged).contains("quarter_loss: ", "aux_loss: ", "on 80 examples");
    String model = Path.of(work, "model", "model.onnx").toString();
    assertThat(testLine(Outcome.of("evaluate", "--model", model, "--device", "cpu")))
        .isEqualTo(judged);
    assertThat(finished.success()).contains(judged);
  }

  private static String testLine(Outcome outcome) {
    return outcome
        .success()
        .lines()
        .filter(line -> line.startsWith("Test: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_summary_lists_the_layers_of_a_block_where_that_is_asked_for() {
    assertThat(Outcome.of("summary", experiment).success())
        .contains("stem (Block)")
        .doesNotContain("conv2d");
    assertThat(Outcome.of("summary", experiment, "--expand-nested").success())
        .contains("stem (Block)", "|  conv2d (Conv2D)", "|  max_pooling2d (MaxPooling2D)");
  }

  @Test
  void a_prediction_has_a_line_for_each_output() throws IOException {
    Path file = folder.resolve("bright.png");
    byte[] samples = TinyData.image(2, TinyData.SIDE, new SplittableRandom(1));
    BufferedImage image =
        new BufferedImage(TinyData.SIDE, TinyData.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, TinyData.SIDE, TinyData.SIDE, samples);
    ImageIO.write(image, "png", file.toFile());
    String model = Path.of(work, "model", "model.onnx").toString();

    assertThat(
            Outcome.of("predict", "--model", model, "--device", "cpu", file.toString())
                .success()
                .lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + " (quarter): 2 "),
            line -> assertThat(line).startsWith(file + " (aux): 2 "));
  }

  @Test
  void an_unknown_output_of_a_head_is_refused_before_anything_is_read() {
    assertThat(
            Outcome.of("run", experiment, "--set", "heads[0].output=auxiliary", "--work-dir", work)
                .mistake())
        .contains("heads[0].output", "'auxiliary'", "the outputs are quarter, aux");
  }

  @Test
  void a_finished_run_that_is_resumed_finds_its_checkpoints() throws IOException {
    byte[] before = Files.readAllBytes(Path.of(work, "history.csv"));
    Outcome.of("run", experiment, "--work-dir", work, "--device", "cpu", "--resume").success();

    assertThat(Path.of(work, "history.csv")).hasBinaryContent(before);
  }
}
