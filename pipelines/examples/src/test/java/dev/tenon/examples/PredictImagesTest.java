package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.OnnxExport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Tells images of 2 x 2 pixels by their mean: dark ones from bright ones. */
  private static byte[] model() {
    Tensor image = Tensor.input("image", DataType.UINT8, Shape.of(Shape.BATCH, 2, 2, 1));
    Tensor sides = Tensor.input("sides", DataType.FLOAT, Shape.of(1, 2));
    Tensor mean =
        image.cast(DataType.FLOAT).div(255).add(-0.5).reduceMean(false, 1, 2).matMul(sides);
    return new OnnxExport(
            new Graph(List.of(image, sides), Map.of("probabilities", mean.softmax(-1))))
        .withConstants(Map.of("sides", NDArray.floats(Shape.of(1, 2), -1, 1)))
        .withLabels(List.of("dark", "bright"))
        .toBytes();
  }

  private void image(String name, String format, int side, int level) throws IOException {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < side * side; i++) {
      picture.getRaster().setSample(i % side, i / side, 0, level);
    }
    ImageIO.write(picture, format, folder.resolve("images").resolve(name).toFile());
  }

  private Map<String, JsonNode> lines(String name) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("out").resolve(name))) {
      JsonNode node = JSON.readTree(line);
      lines.put(Path.of(node.get("file").asText()).getFileName().toString(), node);
    }
    return lines;
  }

  @Test
  void image_files_become_lines_of_json_and_so_do_those_that_are_none() throws IOException {
    Files.createDirectories(folder.resolve("images"));
    image("black.png", "png", 2, 0);
    image("white.jpg", "jpg", 2, 255);
    image("large.png", "png", 3, 0);
    Files.writeString(folder.resolve("images/notes.png"), "no image");
    Path model = Files.write(folder.resolve("model.onnx"), model());

    PredictImages.main(
        new String[] {
          "--images=" + folder.resolve("images/*"),
          "--model=" + model,
          "--output=" + folder.resolve("out")
        });

    Map<String, JsonNode> predictions = lines("predictions.jsonl");
    assertThat(predictions).containsOnlyKeys("black.png", "white.jpg");
    assertThat(predictions.get("black.png").get("label").asText()).isEqualTo("dark");
    assertThat(predictions.get("white.jpg").get("label").asText()).isEqualTo("bright");
    // The softmax of 0.5 and -0.5 is 1 / (1 + e^-1) and the rest.
    assertThat(predictions.get("black.png").get("probabilities").get(0).floatValue())
        .isCloseTo(0.7310586f, within(1e-6f));
    Map<String, JsonNode> rejections = lines("rejections.jsonl");
    assertThat(rejections).containsOnlyKeys("large.png", "notes.png");
    assertThat(rejections.get("large.png").get("reason").asText())
        .isEqualTo(
            "the file is 3 pixels high and 3 wide, and the model takes images of 2 x 2; resize it"
                + " first");
    assertThat(rejections.get("notes.png").get("reason").asText())
        .isEqualTo("the file is no image that can be read; give a PNG or JPEG file");
  }
}
